/** `duty … state`: how many times a duty of the unit was missed, late or met. */
import { z } from 'zod'
import type { Words } from '../../../events/event.js'
import { dateOf } from '../../../events/time.js'
import { unitHistory } from '../../roster.js'
import { type DutyState, type Slot, slotsOf, type Stood } from '../duty.js'
import type { Frame } from '../frame.js'
import { defineMeasure, TIMES, valuesFor } from '../measure.js'
import { at, fail, nearest } from '../reading.js'

const states = {
  missing: { zh: '少', en: 'missing' },
  late: { zh: '迟报', en: 'late' },
  met: { zh: '按时完成', en: 'met in time' },
  due: { zh: '应完成', en: 'due' },
} as const

export const duty = defineMeasure(
  'duty',
  z.strictObject({ duty: z.string(), state: z.enum(['missing', 'late', 'met', 'due']) }),
  ({ duty: id, state }, reading) => {
    if (reading.duties !== undefined && !reading.duties.has(id)) {
      const near = nearest(id, reading.duties)
      fail(
        at(reading, 'duty'),
        `没有“${id}”这项应尽工作${near ? `，是否应为“${near}”` : ''}`,
        `there is no duty "${id}"${near ? `; did you mean "${near}"?` : ''}`,
      )
    }
    return {
      words: { zh: `${states[state].zh}次数`, en: `times ${states[state].en}` },
      unit: TIMES,
      numbers: (frame) => {
        const values = valuesFor(frame)
        const owed = frame.duties.get(id)
        if (owed === undefined) return values
        const slots = slotsOf(frame.facts, owed, { ...frame, asOf: frame.window.last, stood: stoodOf(frame) })
        frame.units.forEach(({ subject }, i) => {
          const ofUnit = slots.get(subject) ?? []
          values.num[i] = ofUnit.filter((slot) => counts(slot, state)).length
          for (const slot of ofUnit) trace(frame, slot, state)
        })
        return values
      },
    }
  },
)

const counts = ({ state }: Slot, asked: DutyState | 'due'): boolean =>
  asked === 'due' ? state !== 'not_owed' && state !== 'not_due' : state === asked

/** Every stretch on which the frame's units stood, so that each owes only what fell due while it stood. */
export function stoodOf(frame: Frame): ReadonlyMap<number, readonly Stood[]> {
  const stood = new Map<number, Stood[]>(frame.units.map(({ subject }) => [subject, []]))
  for (const stretch of unitHistory(frame.facts, frame.knownAt)) stood.get(stretch.subject)?.push(stretch)
  return stood
}

function trace({ trace: into, window }: Frame, slot: Slot, asked: DutyState | 'due'): void {
  if (into === undefined) return
  // What was done in time to be asked for decides how much is missing; what was done before decides how much is due already.
  const isAskedFor = slot.due <= window.last
  const decides = asked === 'missing' ? isAskedFor : asked === 'due' ? !isAskedFor : slot.state === asked
  if (slot.position !== undefined && decides) into.counted(slot.position)
  if (slot.position !== undefined && slot.state === 'late' && asked === 'met')
    into.rejected(slot.position, { zh: `晚于${dateOf(slot.due)}`, en: `after ${dateOf(slot.due)}` })
  if (slot.state === 'missing' && asked !== 'late') into.missing(periodWords(slot.period))
}

/** 2026年第三季度, 2026年9月, 2026年. */
export function periodWords(period: string): Words {
  const year = period.slice(0, 4)
  if (period.length === 4) return { zh: `${year}年`, en: period }
  if (period[4] === 'Q') return { zh: `${year}年第${'一二三四'[Number(period[5]) - 1]}季度`, en: period }
  return { zh: `${year}年${Number(period.slice(5))}月`, en: period }
}
