/** `wuhao awards`: where the awards of a round stand, or one of them with its candidates. */
import type { AwardStanding } from '../../../projections/award-shown.js'
import { asking, onward } from '../asking.js'
import { awardLines, awardsTable, candidatesTable } from '../award-lines.js'
import { namesOf } from '../names.js'
import { present, shownOf } from '../output.js'
import { tableLines } from '../table.js'
import { basisOptions, defineVerb, listOptions, text, UsageError } from '../verb.js'

export const awards = defineVerb({
  name: 'awards',
  topic: 'read',
  summary: { zh: '评优：各奖项的候选、得分和结果', en: 'awards: candidates, scores and winners' },
  options: {
    award: text('[award]', '只看一个奖项，如 department', 'one award, such as department'),
    period: text('-p, --period <period>', '评选年度，如 2025', 'the round, such as 2025'),
    year: text('--year <year>', '同 --period', 'the same as --period'),
    pool: text('--pool <id>', '只看一组', 'one pool only'),
    status: text('--status <status>', '只看某种状态，如 tied、winner', 'one status only, such as tied or winner'),
    ...basisOptions,
    ...listOptions,
  },
  examples: [
    'wuhao awards --period 2025',
    'wuhao awards department --period 2025',
    'wuhao awards brand --year 2025 --status excluded',
  ],
  run: async (context, { award, period: given, year, pool, status, ...rest }) => {
    const period = given ?? year
    if (period === undefined)
      throw new UsageError('缺少 --period（评选年度，如 2025）', '--period is missing: the round, such as 2025')
    return await asking(context, ['awards', { period, award, pool, status }, rest], async (answered, ledger) => {
      const all = answered.data as readonly AwardStanding[]
      const { words, style, note } = context
      const names = namesOf(ledger.view, answered.basis)
      const rules = answered.basis.rules.find(({ part }) => part === 'awards')?.set ?? ''
      const only = award === undefined ? undefined : all[0]
      const code = await present(
        context,
        rest,
        shownOf(answered, {
          schema: 'awards',
          table: () => (only === undefined ? awardsTable(context, all) : candidatesTable(context, names, only, only.candidates)),
          text: () =>
            only === undefined
              ? [
                  style('bold', words.awards.title(period, rules)),
                  ...(all.length === 0
                    ? [words.none]
                    : ['', ...tableLines(awardsTable(context, all), { title: (line) => style('dim', line) })]),
                ]
              : [style('bold', words.awards.head(only.title, only.id, period, rules)), ...awardLines(context, names, only)],
        }),
      )
      const [first] = all
      if (award === undefined && first !== undefined && !rest.json && !rest.ndjson && !rest.csv)
        note(words.awards.hint(onward(context, `wuhao awards ${first.id}`, rest, { period })))
      return code
    })
  },
})
