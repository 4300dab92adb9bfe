/**
 * Public notices, 公示: opened, objected to, closed. A notice belongs to the unit that publishes it. It stands until it
 * is closed, which may be after its last day; whether that day has come is asked of `endsOn`.
 */
import { z } from 'zod'
import { closes, defineEvent, type Fact, happened, opens, rests, say } from './define.js'
import type { Words } from './event.js'
import {
  AnyPeriod,
  Day,
  field,
  Flag,
  kindOfSubject,
  listOf,
  must,
  oneOf,
  Ordinal,
  Reason,
  Slug,
  SubjectId,
  UnitId,
} from './fields.js'
import { enOf, periodZh, zhOf } from './labels.js'

/** What a notice is about: a published result, the winners of an award, the units of a round of accreditation. */
const About = field(
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('result'), number: Ordinal }),
    z.strictObject({ kind: z.literal('award'), period: AnyPeriod, award: Slug }),
    z.strictObject({ kind: z.literal('accreditation'), scheme: Slug, round: Slug }),
  ]),
  {
    expected: {
      zh: 'kind 为 result、award 或 accreditation 的公示内容，如 {"kind":"result","number":3}',
      en: 'something of the kind result, award or accreditation, such as {"kind":"result","number":3}',
    },
  },
)
type About = z.infer<typeof About>

function aboutWords(about: About): Words {
  switch (about.kind) {
    case 'result':
      return say(`第${about.number}号公布结果`, `the published result ${about.number}`)
    case 'award':
      return say(`${periodZh(about.period)} ${about.award} 评选结果`, `the award ${about.award} of ${about.period}`)
    case 'accreditation':
      return say(` ${about.scheme}（${about.round}）拟命名单位`, `the units of ${about.scheme} in the round ${about.round}`)
  }
}

/** The period of an award is its round. */
function aboutCells(about: About) {
  switch (about.kind) {
    case 'result':
      return { about: about.kind, number: about.number }
    case 'award':
      return { about: about.kind, award: about.award, round: about.period }
    case 'accreditation':
      return { about: about.kind, scheme: about.scheme, round: about.round }
  }
}

interface Of {
  readonly notice: string
  readonly publisher: string
}

const streamOf = ({ notice }: Of) => `notice-${notice}`
const restsOnNotice = ({ notice, publisher }: Of) => [rests('notice', publisher, notice)]
const ofObjection = ({ notice, objection }: { readonly notice: string; readonly objection: string }) => `${notice}/${objection}`

/** A notice is published, from `startsOn` to `endsOn`, both included. `subjects` are those whom it names. */
export const NoticeOpened = defineEvent({
  label: '发布公示',
  sentence: ({ notice, publisher, about, startsOn, endsOn, channel }) => {
    const { zh, en } = aboutWords(about)
    return say(
      `${publisher}自${startsOn}至${endsOn}在${zhOf(channel)}公示${zh}（${notice}）`,
      `${publisher} put ${en} on public notice (${notice}) from ${startsOn} to ${endsOn} (${enOf(channel)})`,
    )
  },
  stream: streamOf,
  data: z
    .strictObject({
      notice: Slug,
      publisher: UnitId,
      about: About,
      subjects: listOf(SubjectId, { max: 300 }).optional(),
      startsOn: Day,
      endsOn: Day,
      /** Whether its length is counted in days or in working days. */
      calendar: oneOf(['days', 'working_days']),
      channel: oneOf(['website', 'newspaper', 'notice_board']),
    })
    .refine(({ startsOn, endsOn }) => startsOn <= endsOn, must('endsOn', '不早于开始日期', 'a day not before the first')),
  rows: { about: 'code', number: 'count', award: 'code', scheme: 'code', round: 'code' },
  facts: ({ notice, publisher, about, subjects = [], startsOn, endsOn }): Fact[] => [
    happened(publisher, 'publisher', aboutCells(about)),
    ...subjects.map((subject) => happened(subject, kindOfSubject(subject), aboutCells(about))),
    opens('notice', publisher, { key: notice, notice, startsOn, endsOn, ...aboutCells(about) }),
  ],
})

/** Somebody objects. Whoever it is stays outside the ledger; anonymous objections are recorded too. */
export const ObjectionRaised = defineEvent({
  label: '提出异议',
  sentence: ({ notice, objection, against, byKind, ground }) => {
    const whom = against === undefined ? say(' ', '') : say(` 中的${against}`, ` against ${against}`)
    return say(
      `${zhOf(byKind, 'byKind')}对公示 ${notice}${whom.zh}提出异议 ${objection}：${ground}`,
      `an objection (${enOf(byKind)}, ${objection}) was raised to the notice ${notice}${whom.en}: ${ground}`,
    )
  },
  stream: streamOf,
  data: z.strictObject({
    notice: Slug,
    publisher: UnitId,
    /** What the objection is called within its notice. */
    objection: Slug,
    against: SubjectId.optional(),
    byKind: oneOf(['organisation', 'person', 'anonymous']),
    /** Which day counts: that of the postmark, or that on which it arrived. */
    receivedBy: oneOf(['postmark', 'arrival']).optional(),
    ground: Reason,
  }),
  facts: ({ notice, publisher, objection, against }) => [
    happened(publisher, 'publisher'),
    ...(against === undefined ? [] : [happened(against, kindOfSubject(against))]),
    opens('objection', publisher, { key: ofObjection({ notice, objection }), notice, objection, against }),
  ],
  restsOn: restsOnNotice,
})

/** An objection is decided. */
export const ObjectionDecided = defineEvent({
  label: '异议答复',
  sentence: ({ notice, objection, upheld, reason }) =>
    say(
      `公示 ${notice} 的异议 ${objection} ${upheld ? '成立' : '不成立'}：${reason}`,
      `the objection ${objection} to the notice ${notice} was ${upheld ? 'upheld' : 'dismissed'}: ${reason}`,
    ),
  stream: streamOf,
  data: z.strictObject({ notice: Slug, publisher: UnitId, objection: Slug, upheld: Flag, reason: Reason }),
  facts: ({ notice, publisher, objection }) => [
    happened(publisher, 'publisher'),
    closes('objection', publisher, { key: ofObjection({ notice, objection }) }),
  ],
  restsOn: ({ notice, publisher, objection }) => [rests('objection', publisher, ofObjection({ notice, objection }))],
})

/** A notice is over. */
export const NoticeClosed = defineEvent({
  label: '公示结束',
  sentence: ({ notice, publisher }) =>
    say(`${publisher}的公示 ${notice} 结束`, `the notice ${notice} of ${publisher} was closed`),
  stream: streamOf,
  data: z.strictObject({ notice: Slug, publisher: UnitId }),
  facts: ({ notice, publisher }) => [happened(publisher, 'publisher'), closes('notice', publisher, { key: notice })],
  restsOn: restsOnNotice,
})
