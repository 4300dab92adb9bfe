/** 评定 and 认定: what the assessors decided, read as the rules' README says. */
import assert from 'node:assert/strict'
import type { JsonObject } from '../../events/event.js'
import { cadenceOf, spanOf } from '../../events/time.js'
import { ONE, sumOf, ZERO } from './fraction.js'
import { cite, type Context, decisions, isRefused, known, listed, type Measured, UNKNOWN } from './measures.js'
import { casesIn } from './places.js'
import { slowJoint } from './several.js'
import { numberIn } from './world.js'
import { daysWithin, periodBefore, periodsBefore } from './windows.js'

/** What the assessors decided about this clause in the periods that the rule looks at, together. */
export function judged(spec: JsonObject, context: Context): Measured {
  const { in: within = 'period', ...now } = spec
  if (within === 'period') return judgedNow(now, context)
  const { first, last } = daysWithin(within, { ...context, standingDay: context.window.last })
  const whole = periodsBefore(within)
  const periods =
    whole === undefined
      ? [...new Set(context.world.rows.flatMap(({ name, period }) => (name === 'ItemJudged' && period ? [period] : [])))]
      : Array.from({ length: whole }, (_, i) => periodBefore(context.period, i + 1))
  const results = periods
    .filter((period) => period.length === context.period.length && cadenceOf(period) === cadenceOf(context.period))
    .map((period) => {
      const days = spanOf(period)
      return judgedNow(now, {
        ...context,
        period,
        window: { first: Math.max(first, days.first), last: Math.min(last, days.last) },
      })
    })
  const found = results.filter(({ value }) => value !== undefined)
  if (found.length === 0 || (whole !== undefined && found.length < whole)) return UNKNOWN
  const list = found.flatMap((one) => one.list ?? [])
  return { value: sumOf(found.flatMap(({ value }) => value ?? [])), ...(found.some((one) => one.list) && { list }) }
}

/** The newest judgement of the kind that the rule asks for. */
function judgedNow({ judged: kind, several, nth }: JsonObject, context: Context): Measured {
  const judgements = decisions(context, 'ItemJudged', 'clause', context.clause).filter((row) => row.cells['kind'] === kind)
  if (several !== undefined && (several as JsonObject)['take'] !== 'last') {
    const joint = slowJoint(several as JsonObject, context.offices, judgements, String(kind))
    if (joint.value !== undefined) cite(context, joint.rows)
    return { value: joint.value }
  }
  const newest = judgements.at(-1)?.position
  const rows = judgements.filter(({ position }) => position === newest)
  const [row] = rows
  if (row === undefined) return UNKNOWN
  cite(context, rows)
  switch (kind) {
    case 'points':
    case 'number':
      return { value: numberIn(row, kind) }
    case 'met':
      return known(row.cells['met'] === true || row.cells['met'] === 1 ? ONE : ZERO)
    case 'level':
      return listed([{ word: String(row.cells['level']), count: ONE, row }])
    case 'cases':
      return listed(
        casesIn(
          nth,
          rows
            .map((one) => ({ word: one.cells['level']?.toString(), count: numberIn(one, 'count') ?? ZERO, row: one }))
            .filter(({ count: times }) => times.n > 0n),
        ),
      )
    default:
      assert.fail(`no judgement is called ${String(kind)}`)
  }
}

export function granted(spec: JsonObject, context: Context): Measured {
  assert.equal(spec['granted'], 'points')
  const rows = decisions(context, 'BonusGranted', 'item', context.item).filter((row) => !isRefused(context, row))
  cite(context, rows)
  return known(sumOf(rows.map((row) => numberIn(row, 'points') ?? ZERO)))
}
