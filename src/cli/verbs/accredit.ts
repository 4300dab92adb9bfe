/** `wuhao accredit`: which units meet the standard of a scheme and which hold its title; of one unit what it lacks. */
import type { BoardRow } from '../../../projections/board.js'
import type { Answered, Ledger } from '../../ledger.js'
import { ask, onward } from '../asking.js'
import { type Board, boardRules, boardTable, overview, unitLines } from '../board.js'
import { type Context, reading, refused } from '../context.js'
import { namesOf, unitMeant } from '../names.js'
import { present, shownOf } from '../output.js'
import { FEW } from '../tree.js'
import { basisOptions, defineVerb, flag, listOptions, text } from '../verb.js'

export const accredit = defineVerb({
  name: 'accredit',
  topic: 'read',
  summary: {
    zh: '创建看板：达标、命名，缺什么',
    en: 'accreditation: who meets the standard, who holds the title, what is lacking',
  },
  options: {
    unit: text('--unit <unit>', '只看一个单位，列出缺什么、差多少和依据', 'one unit: what it lacks, by how much, and why'),
    missing: text('--missing <item>', '只列缺这一项的，如 有阵地', 'only units without this Have or Good, such as premises'),
    scheme: text('--scheme <id>', '哪个创建项目，如 demo_community', 'which scheme, such as demo_community'),
    scope: text('--scope <scope>', 'district 为全区，street:S04 为一个街道', 'district, or street:S04 for one street'),
    period: text(
      '-p, --period <period>',
      '次数看哪一期，默认最近已结束的一期',
      'whose counts; the last closed period by default',
    ),
    all: flag('--all', '列出全部依据', 'cite every record'),
    ...basisOptions,
    ...listOptions,
  },
  examples: [
    'wuhao accredit',
    'wuhao accredit --missing 有阵地 --scope street:S04',
    'wuhao accredit --unit C003 --as-of 2026-06-30',
    'wuhao accredit --rules wuhao-2024 --json',
  ],
  run: async (context, { unit: meant, missing, scheme, scope, period, all, ...rest }) =>
    await reading(context, async (ledger) => {
      const unit = meant === undefined ? undefined : await unitMeant(ledger, meant)
      if (unit !== undefined && typeof unit !== 'string') return refused(context, unit)
      return await ask(context, ledger, ['accreditation', { unit, missing, scheme, scope, period }, rest], async (answered) => {
        const board = answered.data as Board
        const names = namesOf(ledger.view, answered.basis)
        const [row] = board.rows
        const table = () => boardTable(context, names, board.rows)
        const text = async () =>
          unit === undefined || row === undefined
            ? overview(context, ledger, answered, { missing, scope })
            : await details(context, ledger, answered, row, all ? Infinity : FEW)
        const code = await present(context, rest, shownOf(answered, { schema: 'accreditation', table, text }))
        const { words, note } = context
        if (unit === undefined && row !== undefined && !rest.json && !rest.ndjson && !rest.csv)
          note(
            words.accredit.hint(
              onward(context, 'wuhao accredit', rest, { scheme: board.scheme.id, unit: row.unit.code, period }),
            ),
          )
        return code
      })
    }),
})

async function details(context: Context, ledger: Ledger, answered: Answered, row: BoardRow, few: number): Promise<string[]> {
  const { citing } = await import('../cite.js')
  const { words, style } = context
  const { scheme, period, window } = answered.data as Board
  const cite = citing(context, ledger.view, Number(answered.basis.knownAt), period)
  const head = words.accredit.head(`${row.unit.name}（${row.unit.code}）`, scheme.title, row.meets, boardRules(answered))
  return [
    style('bold', head),
    ...(row.meets === null ? [] : [style('dim', words.accredit.window(period, window.from, window.to))]),
    ...unitLines(context, row, { cite, few }),
  ]
}
