/** `wuhao coverage`: how many of those who should be reached are reached; of one cover in detail. */
import type { CoverShown } from '../../../projections/coverage.js'
import { GROUPINGS } from '../../../projections/rules/grouping.js'
import { ask, onward } from '../asking.js'
import { reading, refused } from '../context.js'
import { coverLines, overviewTable } from '../covers.js'
import { namesOf, unitMeant } from '../names.js'
import { present, shownOf } from '../output.js'
import { tableLines } from '../table.js'
import { basisOptions, choice, defineVerb, listOptions, required, text } from '../verb.js'

export const coverage = defineVerb({
  name: 'coverage',
  topic: 'read',
  summary: { zh: '工作覆盖面：应覆盖多少、覆盖了多少', en: 'coverage: how many of those who should be reached are' },
  options: {
    cover: text('[cover]', '只看一项，列出明细，如 network', 'one cover in detail, such as network'),
    period: required('-p, --period <period>', '考评期，如 2025、2026Q3、2026-09', 'the period, such as 2025, 2026Q3 or 2026-09'),
    street: text('--street <unit>', '只看一个街道', 'one street only'),
    unit: text('--unit <code>', '只看一个单位、辅导站或人员，列出依据', 'one unit, station or person, with what it rests on'),
    by: choice('--by <by>', GROUPINGS, '按什么分列', 'by what the lines are listed'),
    ...basisOptions,
    ...listOptions,
  },
  examples: [
    'wuhao coverage --period 2025',
    'wuhao coverage network --period 2025 --street S04',
    'wuhao coverage conferences --period 2025',
    'wuhao coverage team_street --period 2025 --unit S04',
  ],
  run: async (context, { cover, period, street: meant, unit, by, ...rest }) =>
    await reading(context, async (ledger) => {
      const street = meant === undefined ? undefined : await unitMeant(ledger, meant)
      if (street !== undefined && typeof street !== 'string') return refused(context, street)
      const asked = { cover, period, street, unit: unit?.trim(), by }
      return await ask(context, ledger, ['coverage', asked, rest], async (answered) => {
        const covers = answered.data as readonly CoverShown[]
        const { words, style, note } = context
        const rules = answered.basis.rules.find(({ part }) => part === 'coverage')?.set ?? ''
        const names = namesOf(ledger.view, answered.basis)
        const code = await present(
          context,
          rest,
          shownOf(answered, {
            schema: 'coverage',
            table: () => overviewTable(context, covers, false),
            text: () =>
              cover === undefined
                ? [
                    style('bold', words.coverage.title(period, rules)),
                    '',
                    ...tableLines(overviewTable(context, covers, true), { title: (line) => style('dim', line) }),
                  ]
                : covers.flatMap((it) => coverLines(context, names, it, period)),
          }),
        )
        const [first] = covers
        if (cover === undefined && first !== undefined && !rest.json && !rest.ndjson && !rest.csv)
          note(words.coverage.hint(onward(context, `wuhao coverage ${first.id}`, rest, { period, street })))
        return code
      })
    }),
})
