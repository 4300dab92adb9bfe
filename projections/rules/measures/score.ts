/** `score`: the points of a unit by this or another sheet, in the whole or for one heading, item or clause. */
import { z } from 'zod'
import type { Words } from '../../../events/event.js'
import { zhOf } from '../../../events/labels.js'
import type { SheetSpec } from '../document.js'
import { POINT } from '../fraction.js'
import type { Wanted } from '../frame.js'
import { defineMeasure, NO_UNIT, valuesFor } from '../measure.js'
import { at, fail, nearest, type Reading } from '../reading.js'

/** Instead of the id of a sheet: the sheet that the clause stands in, or the one that appraises the kind of the unit. */
const OWN = 'own'

const schema = z.strictObject({
  score: z.string(),
  /** A kind of unit: the points of the children of that kind are added up. */
  of: z.string().optional(),
  period: z.enum(['this', 'previous', 'closed']).optional(),
})
type Spec = z.infer<typeof schema>

export const score = defineMeasure('score', schema, (spec, reading) => {
  const [name = '', ...rest] = spec.score.split('.')
  const address = rest.length === 0 ? undefined : rest.join('.')
  // What is not a sheet itself, such as a scheme, looks at what is settled.
  const period = spec.period ?? (reading.sheet === '' ? 'closed' : 'this')
  const sheets = reading.sheets && sheetsMeant(name, spec, reading, reading.sheets)
  const found = sheets?.filter((sheet) => address === undefined || titleAt(sheet, address) !== undefined)
  if (sheets !== undefined && sheets.length > 0 && found?.length === 0) noNode(address ?? '', sheets, at(reading, 'score'))
  const inside = at(reading, 'score')
  if (period !== 'previous') for (const { id } of found ?? []) reading.uses.push({ reading: inside, sheet: id, address })
  for (const sheet of found ?? []) {
    mustKeepTime(period, sheet, reading)
    mustAppraise(spec, sheet, reading)
  }
  const isThis = name === OWN && spec.of === undefined && reading.sheet !== ''
  const wanted: Wanted = { sheet: name === OWN ? (isThis ? reading.sheet : undefined) : name, address, period }
  return {
    words: wordsOf(name, address, spec.of, period, found ?? []),
    unit: NO_UNIT,
    numbers: (frame) => {
      const values = valuesFor(frame)
      values.den.fill(POINT)
      const scores = frame.results?.(frame, wanted)
      const parents = spec.of === undefined ? frame.unitOf : frame.childOf(spec.of)
      if (scores === undefined && spec.of === undefined) values.open.fill(1)
      for (const unit of spec.of === undefined ? frame.units : frame.roster.units) {
        const index = parents[unit.subject] ?? -1
        if (index < 0) continue
        const points = scores?.of(unit)
        if (points === undefined) values.open[index] = 1
        else values.num[index]! += points
        if (frame.trace !== undefined)
          for (const position of scores?.counted(unit, frame.trace.rests !== undefined) ?? []) frame.trace.counted(position)
      }
      for (let i = 0; i < values.open.length; i += 1) if (values.open[i] === 1) values.num[i] = 0
      return values
    },
  }
})

/** The sheets of the set that a name may stand for: `own` is another one for each kind of unit. */
function sheetsMeant(name: string, { of }: Spec, reading: Reading, sheets: readonly SheetSpec[]): readonly SheetSpec[] {
  if (name !== OWN) {
    const named = sheets.filter(({ id }) => id === name)
    if (named.length > 0) return named
    const near = nearest(name, [OWN, ...sheets.map(({ id }) => id)])
    const all = sheets.map(({ id }) => id)
    fail(
      at(reading, 'score'),
      `没有考评表“${name}”${near ? `，是否应为“${near}”` : `，有：${[OWN, ...all].join('、')}`}`,
      `there is no sheet "${name}"${near ? `; did you mean "${near}"?` : `; there are: ${[OWN, ...all].join(', ')}`}`,
    )
    return []
  }
  if (of !== undefined) {
    const found = sheets.find(({ appraises }) => appraises === of)
    if (found === undefined) fail(at(reading, 'of'), `没有考评${zhOf(of)}的表`, `there is no sheet that appraises a ${of}`)
    return found === undefined ? [] : [found]
  }
  if (reading.sheet !== '') return sheets.filter(({ id }) => id === reading.sheet)
  return sheets
}

function noNode(address: string, sheets: readonly SheetSpec[], reading: Reading): void {
  const near = nearest(address, sheets.flatMap(addressesOf))
  const titles = sheets.map(({ title }) => `《${title}》`).join('')
  fail(
    reading,
    `${titles}没有“${address}”这一项${near ? `，是否应为“${near}”` : ''}`,
    `the sheet ${sheets.map(({ id }) => id).join(', ')} has no "${address}"${near ? `; did you mean "${near}"?` : ''}`,
  )
}

/** Within a sheet "this period" and "the one before" are periods of the same length. */
function mustKeepTime(period: Wanted['period'], { id, title, period: every }: SheetSpec, reading: Reading): void {
  const own = reading.sheets?.find((sheet) => sheet.id === reading.sheet)
  if (own === undefined || period === 'closed' || own.period === every) return
  fail(
    at(reading, 'score'),
    `《${title}》与本表的考评期长短不同，应写 period: closed（最近一个已结束的考评期）`,
    `the sheet ${id} has periods of another length; write period: closed`,
  )
}

/** The sheet has to be one of the units that are measured, or of the children that are added up. */
function mustAppraise({ of }: Spec, { id, title, appraises }: SheetSpec, reading: Reading): void {
  const own = reading.sheets?.find((sheet) => sheet.id === reading.sheet)
  const measured = of ?? own?.appraises
  if (measured === undefined || (measured === appraises && (of === undefined || id !== own?.id))) return
  fail(
    at(reading, 'score'),
    measured === appraises
      ? `本表考评的就是${zhOf(appraises)}，不能再合计所辖${zhOf(appraises)}的本表得分`
      : `《${title}》考评${zhOf(appraises)}，不考评${zhOf(measured)}；合计所辖单位的得分应写 of: ${appraises}`,
    measured === appraises
      ? `this sheet appraises a ${appraises} itself; its points cannot be added up over others`
      : `the sheet ${id} appraises a ${appraises}, not a ${measured}; to add up those below write of: ${appraises}`,
  )
}

interface Titled {
  readonly address: string
  readonly title: string | undefined
}

/** Whatever of a sheet has points, with its address. */
function nodesOf({ headings, bonus }: SheetSpec): Titled[] {
  const groups = [...headings, ...(bonus === undefined ? [] : [{ ...bonus, id: 'bonus', title: bonus.title ?? '加分' }])]
  return groups.flatMap(({ id, title, items }) => [
    { address: id, title },
    ...items.flatMap((item) => [
      { address: `${id}.${item.id}`, title: item.title },
      ...(item.clauses ?? []).map((clause) => ({
        address: `${id}.${item.id}.${clause.id}`,
        title: clause.title ?? item.title,
      })),
    ]),
  ])
}

const addressesOf = (sheet: SheetSpec): string[] => nodesOf(sheet).map(({ address }) => address)
const titleAt = (sheet: SheetSpec, wanted: string): string | undefined =>
  nodesOf(sheet).find(({ address }) => address === wanted)?.title

const periods: Readonly<Record<Wanted['period'], Words>> = {
  this: { zh: '', en: '' },
  previous: { zh: '上一期', en: ' of the period before' },
  closed: { zh: '最近一期', en: ' of the last closed period' },
}

function wordsOf(
  name: string,
  address: string | undefined,
  of: string | undefined,
  period: Wanted['period'],
  sheets: readonly SheetSpec[],
): Words {
  const [only, ...others] = sheets
  const one = others.length === 0 ? only : undefined
  const sheetZh = one !== undefined ? `《${one.title}》` : name === OWN ? '本级考评' : `《${name}》`
  const nodeZh = address === undefined ? '' : `“${(only && titleAt(only, address)) ?? address}”`
  return {
    zh: `${of === undefined ? '' : `所辖${zhOf(of)}`}${periods[period].zh}${sheetZh}${nodeZh}得分${of === undefined ? '' : '合计'}`,
    en:
      (of === undefined ? '' : `sum over ${of} of the `) +
      `score ${[name, address].filter(Boolean).join('.')}${periods[period].en}`,
  }
}
