/** `wuhao rank`: who stands where, within each street unless somebody wants the whole district. */
import type { RankRow } from '../../../projections/ranking.js'
import { asking, onward } from '../asking.js'
import { sheetRules } from '../basis.js'
import { named } from '../names.js'
import { present, shownOf } from '../output.js'
import { rankLines, rankTable, rankView } from '../ranks.js'
import { basisOptions, defineVerb, listOptions, required, text, whole } from '../verb.js'

export const rank = defineVerb({
  name: 'rank',
  topic: 'read',
  summary: { zh: '排名，默认各街道分别排名', en: 'ranking, within each street by default' },
  options: {
    period: required('-p, --period <period>', '考评期，如 2025', 'the period, such as 2025'),
    scope: text('--scope <scope>', 'district 为全区，street:S04 为一个街道', 'district, or street:S04 for one street'),
    sheet: text('--sheet <id>', '哪张考评表', 'which sheet'),
    top: whole('--top <n>', '只列前几名', 'only the first ones', { least: 1 }),
    ...basisOptions,
    ...listOptions,
  },
  examples: [
    'wuhao rank --period 2025',
    'wuhao rank --period 2025 --scope district --top 10',
    'wuhao rank --period 2025 --rules 2024.1',
    'wuhao rank --period 2025 --known-at 2026-03-01 --json',
  ],
  run: async (context, { period, scope, sheet, top, ...rest }) =>
    await asking(context, ['ranking', { period, scope, sheet }, rest], async (answered, ledger) => {
      const all = answered.data as readonly RankRow[]
      const rows = top === undefined ? all : all.filter((row) => row.rank !== null && row.rank <= top)
      const view = { ...rankView(ledger, answered, sheet), rows, all }
      const { words, style, note } = context
      const isByStreet = scope !== 'district' && view.sheet?.appraises !== 'street'
      const street = /^street:(.+)$/.exec(scope ?? '')?.[1]
      const among = street === undefined ? (isByStreet ? words.rank.byStreet : words.rank.district) : named(view.names, street)
      const title = words.rank.title(period, view.sheet?.title ?? '', among, sheetRules(answered.basis))
      const code = await present(
        context,
        rest,
        shownOf(
          { ...answered, data: rows },
          {
            schema: 'rank',
            table: () => rankTable(context, view, rows, true),
            text: () => [
              style('bold', title),
              ...(rows.length === 0 ? [words.rank.nobody] : rankLines(context, view, isByStreet)),
            ],
          },
        ),
      )
      const [first] = rows
      if (first !== undefined && !rest.json && !rest.ndjson && !rest.csv)
        note(words.rank.hint(onward(context, `wuhao explain ${first.unit.code}`, rest, { period, sheet })))
      return code
    }),
})
