/** `wuhao explain`: why a unit has its score, as a tree whose lines add up, with the records behind each. */
import type { Explanation } from '../../../projections/explanation.js'
import type { Answered, Ledger } from '../../ledger.js'
import { ask } from '../asking.js'
import { type Context, reading, refused } from '../context.js'
import { headOf } from '../heads.js'
import { positionMeant, unitMeant } from '../names.js'
import { present, shownOf } from '../output.js'
import { FEW, isLost, treeLines } from '../tree.js'
import { basisOptions, defineVerb, flag, outputOptions, required, text, UsageError, whole } from '../verb.js'

export const explain = defineVerb({
  name: 'explain',
  topic: 'read',
  summary: { zh: '为什么是这个分数', en: 'why a unit has its score' },
  options: {
    unit: required('<unit>', '单位代码或名称', 'code or name of a unit'),
    period: required('-p, --period <period>', '考评期，如 2025', 'the period, such as 2025'),
    sheet: text('--sheet <id>', '哪张考评表', 'which sheet'),
    node: text('--node <address>', '只看一项，如 activity.conference', 'one item only, such as activity.conference'),
    depth: whole('--depth <n>', '展开几层', 'how many levels', { least: 1 }),
    lost: flag('--lost', '只展开失分和未评分的项', 'open only what has not all its points'),
    all: flag('--all', '列出全部依据', 'cite every record'),
    whyNot: text('--why-not <record>', '某条记录为何不计：记录号或编号', 'why a record does not count: position or id'),
    ...basisOptions,
    ...outputOptions,
  },
  examples: [
    'wuhao explain C003 --period 2025',
    'wuhao explain C003 --period 2025 --node activity --all',
    'wuhao explain C003 --period 2025 --why-not 9034',
  ],
  run: async (context, { unit: meant, period, sheet, node, depth, lost, all, whyNot, ...rest }) =>
    await reading(context, async (ledger) => {
      const unit = await unitMeant(ledger, meant)
      if (typeof unit !== 'string') return refused(context, unit)
      if (whyNot !== undefined && node !== undefined)
        throw new UsageError('--why-not 看整张表，不能同时用 --node', '--why-not looks at the whole sheet: leave --node out')
      return await ask(context, ledger, ['explanation', { unit, period, sheet, node }, rest], async (answered) =>
        whyNot === undefined
          ? await tree(context, ledger, answered, { depth, lost, all, ...rest })
          : await reasons(context, ledger, answered, whyNot, rest),
      )
    }),
})

interface TreeForm {
  readonly depth: number | undefined
  readonly lost: boolean
  readonly all: boolean
  readonly json: boolean
  readonly output: string | undefined
}

async function tree(context: Context, ledger: Ledger, answered: Answered, form: TreeForm): Promise<number> {
  const { citing } = await import('../cite.js')
  const data = answered.data as Explanation
  const options = {
    depth: form.depth ?? Infinity,
    few: form.all ? Infinity : FEW,
    cite: citing(context, ledger.view, Number(answered.basis.knownAt), data.period),
    ...(form.lost && { isOpen: isLost }),
  }
  const text = () => [...headOf(context, ledger, answered, data), ...treeLines(context, data.lines, options)]
  return await present(context, form, shownOf(answered, { schema: 'explain', text }))
}

async function reasons(
  context: Context,
  ledger: Ledger,
  answered: Answered,
  record: string,
  form: Pick<TreeForm, 'json' | 'output'>,
): Promise<number> {
  const position = positionMeant(ledger, record)
  if (typeof position !== 'number') return refused(context, position)
  const { whyNotOf, whyNotLines } = await import('../why-not.js')
  const found = whyNotOf(ledger, answered, position)
  const text = () => whyNotLines(context, ledger, answered, found)
  return await present(context, form, shownOf({ ...answered, data: found }, { schema: 'why-not', text }))
}
