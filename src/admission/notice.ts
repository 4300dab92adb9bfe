/** Guards of public notices: each is opened once, and objections are about it. How long it lasts is not asked yet. */
import { rests } from '../../events/define.js'
import { kindOfSubject } from '../../events/fields.js'
import type * as events from '../../events/notice.js'
import type { Refusal } from '../../projections/refusal.js'
import { schemeRefusal } from './accreditation.js'
import { type Case, type GuardsOf, recordZh, refuseAt } from './case.js'
import { historyOf, openedBy, subjectOf, type Standing, withWord } from './standing.js'
import { nameOf } from './units.js'
import { ownerRefusal, usedRefusal } from './used.js'

interface Of {
  readonly notice: string
  readonly publisher: string
}

export const notice: GuardsOf<typeof events> = {
  NoticeOpened: (data, the) =>
    usedRefusal('notice', data.notice, the) ??
    (data.about.kind === 'accreditation' ? schemeRefusal(data.about.scheme, ['data', 'about', 'scheme'], the) : undefined),
  ObjectionRaised: (data, the) => publisherRefusal(data, the) ?? raisedRefusal(data, the) ?? strangerRefusal(data, the),
  ObjectionDecided: publisherRefusal,
  NoticeClosed: publisherRefusal,
}

function publisherRefusal(data: Of, the: Case): Refusal | undefined {
  return ownerRefusal('notice', data.notice, data.publisher, ['data', 'publisher'], the)
}

/** An objection has an id of its own within its notice. */
function raisedRefusal(
  { notice: of, publisher, objection }: Of & { readonly objection: string },
  the: Case,
): Refusal | undefined {
  const [first] = historyOf(the.facts, rests('objection', publisher, `${of}/${objection}`))
  if (first === undefined) return undefined
  const position = openedBy(first)
  return refuseAt(
    the,
    ['data', 'objection'],
    'already_recorded',
    [
      `公示 ${of} 已有编号为“${objection}”的异议（${recordZh(position)}），请另编一号`,
      `the notice ${of} has an objection "${objection}" already (record ${position}); give this one another id`,
    ],
    [position],
  )
}

/** Whoever is objected to is on the notice, where it says who is. */
function strangerRefusal(
  { notice: of, against }: Of & { readonly against?: string | undefined },
  the: Case,
): Refusal | undefined {
  if (against === undefined) return undefined
  const { facts, day } = the
  const kinds = ['unit', 'person', 'station', 'brand']
  const shown = kinds.flatMap((as): Standing[] => withWord(facts, 'NoticeOpened', 'notice', of, as))
  const named = shown.map((row) => subjectOf(facts, row))
  if (named.length === 0 || named.includes(against)) return undefined
  const some = named.slice(0, 5)
  const [moreZh, moreEn] = named.length > 5 ? [`等${named.length}个`, ' and others'] : ['', '']
  return refuseAt(
    the,
    ['data', 'against'],
    'not_standing',
    [
      `公示 ${of} 没有列出${kindOfSubject(against) === 'unit' ? nameOf(facts, against, day) : against}，列出的是：${some.join('、')}${moreZh}`,
      `the notice ${of} does not name ${against}; it names ${some.join(', ')}${moreEn}`,
    ],
    [openedBy(shown[0]!)],
  )
}
