/** Public notices, 公示: opened, now and then objected to, closed when their days are over. */
import type { Day, JsonObject } from '../../events/event.js'
import { dateOf } from '../../events/time.js'
import { workdayFrom } from './calendar.js'
import { DISTRICT, OFFICE } from './district.js'
import { type Notebook, propose } from './notebook.js'

interface Notice {
  readonly notice: string
  readonly about: JsonObject
  readonly subjects: readonly string[]
  readonly startsOn: Day
  readonly days: number
  readonly objections?: readonly Objection[]
}

export interface Objection {
  readonly against: string
  readonly byKind: 'organisation' | 'person' | 'anonymous'
  readonly ground: string
  /** What was decided; an anonymous one is recorded and not looked into. */
  readonly decided?: { readonly upheld: boolean; readonly reason: string }
}

/** Writes a notice of the district. */
export function writeNotice(notebook: Notebook, { notice, about, subjects, startsOn, days, objections = [] }: Notice): void {
  const of = { notice, publisher: DISTRICT }
  const endsOn = startsOn + days - 1
  const term = { startsOn: dateOf(startsOn), endsOn: dateOf(endsOn), calendar: 'days', channel: 'website' }
  const opened = { ...of, about, subjects: [...subjects], ...term }
  notebook.write(startsOn, OFFICE, `notice-${notice}`, propose('NoticeOpened', startsOn, opened))
  for (const [i, { against, byKind, ground, decided }] of objections.entries()) {
    const objection = `o-${i + 1}`
    const raised = workdayFrom(startsOn + 1 + i)
    const data = { ...of, objection, against, byKind, receivedBy: i % 2 === 0 ? 'arrival' : 'postmark', ground }
    notebook.write(raised, OFFICE, `objection-${notice}-${objection}`, propose('ObjectionRaised', raised, data))
    if (decided === undefined) continue
    const day = workdayFrom(raised + 2)
    const answer = { ...of, objection, upheld: decided.upheld, reason: decided.reason }
    notebook.write(day, OFFICE, `decided-${notice}-${objection}`, propose('ObjectionDecided', day, answer))
  }
  const closed = workdayFrom(endsOn + 1)
  notebook.write(closed, OFFICE, `notice-closed-${notice}`, propose('NoticeClosed', closed, of))
}
