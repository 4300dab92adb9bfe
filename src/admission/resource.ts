/** Guards of shared resources: each is offered once, by its owner, and comes to a station after it was assigned there. */
import type * as events from '../../events/resource.js'
import { dayOf } from '../../events/time.js'
import { type GuardsOf, refuseAt } from './case.js'
import { ownerRefusal, usedRefusal } from './used.js'

export const resource: GuardsOf<typeof events> = {
  ResourceOffered: (data, the) => usedRefusal('resource', data.resource, the),
  ResourceRequested: (data, the) => ownerRefusal('resource', data.resource, data.owner, ['data', 'owner'], the),

  ResourceDispatched: (data, the) => {
    const { slotOn } = data
    if (slotOn !== undefined && dayOf(slotOn) < the.day)
      return refuseAt(the, ['data', 'slotOn'], 'out_of_range', [
        `应不早于调配之日（occurredOn）${the.proposal.occurredOn}，收到的是${slotOn}`,
        `the day must not be before occurredOn ${the.proposal.occurredOn}, but is ${slotOn}`,
      ])
    return ownerRefusal('resource', data.resource, data.owner, ['data', 'owner'], the)
  },

  ResourceDelivered: (data, the) => ownerRefusal('resource', data.resource, data.owner, ['data', 'owner'], the),
}
