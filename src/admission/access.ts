/** Guards of keys: the id of a key is used once, and a key is of use for a day at least. */
import { rests } from '../../events/define.js'
import type * as events from '../../events/access.js'
import { dayOf } from '../../events/time.js'
import { type GuardsOf, recordZh, refuseAt } from './case.js'
import { historyOf, openedBy } from './standing.js'

export const access: GuardsOf<typeof events> = {
  AccessGranted: ({ kid, expiresOn }, the) => {
    const { facts, day, proposal } = the
    const [first] = historyOf(facts, rests('access', kid, '', 'key'))
    if (first !== undefined) {
      const position = openedBy(first)
      return refuseAt(
        the,
        ['data', 'kid'],
        'already_recorded',
        [
          `“${kid}”已用过（${recordZh(position)}），编号不重复使用；要改变权限或期限，请另发一把密钥，再撤销原来的`,
          `the id "${kid}" was given to a key before (record ${position}); grant another key and revoke this one`,
        ],
        [position],
      )
    }
    if (dayOf(expiresOn) >= day) return undefined
    return refuseAt(the, ['data', 'expiresOn'], 'out_of_range', [
      `应不早于授予之日（occurredOn）${proposal.occurredOn}，收到的是${expiresOn}`,
      `the last day must not be before occurredOn ${proposal.occurredOn}, but is ${expiresOn}`,
    ])
  },
}
