/** `duty … state`: how many times a duty of the unit was missed, late or met. */
import { dateZh } from '../../../events/labels.js'
import { z } from 'zod'
import type { Words } from '../../../events/event.js'
import { dateOf } from '../../../events/time.js'
import { unitHistory } from '../../roster.js'
import { type DutyState, type Owing, type Slot, slotsOf, type Stood } from '../duty.js'
import type { Frame } from '../frame.js'
import { defineMeasure, TIMES, valuesFor } from '../measure.js'
import { at, fail, nearest } from '../reading.js'

const states = {
  missing: { zh: '缺少', en: 'missing', every: { zh: '每少', en: 'missing' } },
  late: { zh: '迟报', en: 'late', every: { zh: '每迟报', en: 'late' } },
  met: { zh: '按时完成', en: 'met in time', every: { zh: '每按时完成', en: 'met in time' } },
  due: { zh: '应完成', en: 'due', every: { zh: '每应完成', en: 'due' } },
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
      every: states[state].every,
      numbers: (frame) => {
        const values = valuesFor(frame)
        const owed = frame.duties.get(id)
        if (owed === undefined) return values
        const slots = frame.once(owed, () =>
          slotsOf(frame.facts, owed, { ...frame, asOf: frame.window.last, owing: owingOf(frame) }),
        )
        const asked = state === 'due' ? (['met', 'late', 'missing'] as const) : [state]
        frame.members.forEach(({ index }, member) => {
          for (const it of asked) values.num[index]! += slots.count(member, it)
          if (frame.trace !== undefined) for (const slot of slots.of(member)) trace(frame, slot, state)
        })
        return values
      },
    }
  },
)

/** When the frame's members stood, so that each owes only what fell due while it stood. */
const owingOf = (frame: Frame): readonly Owing[] =>
  frame.once('owing', () => {
    const stretches = new Map<number, Stood[]>(frame.members.map(({ subject }) => [subject, []]))
    for (const stretch of unitHistory(frame.facts, frame.knownAt)) stretches.get(stretch.subject)?.push(stretch)
    return frame.members.map(({ subject }) => ({ subject, stretches: stretches.get(subject) ?? [] }))
  })

function trace({ trace: into, window }: Frame, slot: Slot, asked: DutyState | 'due'): void {
  if (into === undefined) return
  // What was done in time to be asked for decides how much is missing; what was done before decides how much is due already.
  const isAskedFor = slot.due <= window.last
  const decides = asked === 'missing' ? isAskedFor : asked === 'due' ? !isAskedFor : slot.state === asked
  if (slot.position !== undefined && decides) into.counted(slot.position)
  if (slot.position !== undefined && slot.state === 'late' && asked === 'met')
    into.rejected(slot.position, { zh: `晚于${dateZh(dateOf(slot.due))}`, en: `after ${dateOf(slot.due)}` })
  if (slot.state === 'missing' && asked !== 'late') into.missing(periodWords(slot.period))
}

/** 2026年第三季度, 2026年9月, 2026年. */
export function periodWords(period: string): Words {
  const year = period.slice(0, 4)
  if (period.length === 4) return { zh: `${year}年`, en: period }
  if (period[4] === 'Q') return { zh: `${year}年第${'一二三四'[Number(period[5]) - 1]}季度`, en: period }
  return { zh: `${year}年${Number(period.slice(5))}月`, en: period }
}
