/** `wuhao score`: the sheet of one unit, without the reasons. */
import type { Explanation } from '../../../projections/explanation.js'
import { ask } from '../asking.js'
import { reading, refused } from '../context.js'
import { headOf } from '../heads.js'
import { unitMeant } from '../names.js'
import { present, shownOf } from '../output.js'
import { bareTree, FEW, treeLines } from '../tree.js'
import { basisOptions, defineVerb, outputOptions, required, text } from '../verb.js'

export const score = defineVerb({
  name: 'score',
  topic: 'read',
  summary: { zh: '一个单位的得分表', en: 'the score sheet of one unit' },
  options: {
    unit: required('<unit>', '单位代码或名称', 'code or name of a unit'),
    period: required('-p, --period <period>', '考评期，如 2025', 'the period, such as 2025'),
    sheet: text('--sheet <id>', '哪张考评表', 'which sheet'),
    ...basisOptions,
    ...outputOptions,
  },
  examples: ['wuhao score C003 --period 2025', 'wuhao score 示例3社区 --period 2026 --as-of 2026-06-30 --json'],
  run: async (context, { unit: meant, period, sheet, ...rest }) =>
    await reading(context, async (ledger) => {
      const unit = await unitMeant(ledger, meant)
      if (typeof unit !== 'string') return refused(context, unit)
      return await ask(context, ledger, ['score', { unit, period, sheet }, rest], async (answered) => {
        const data = answered.data as Explanation
        const text = () => [
          ...headOf(context, ledger, answered, data),
          ...treeLines(context, bareTree(data.lines), { depth: Infinity, few: FEW, cite: String }),
        ]
        return await present(context, rest, shownOf(answered, { schema: 'score', text }))
      })
    }),
})
