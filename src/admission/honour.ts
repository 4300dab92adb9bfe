/** The guard of work brands: each is declared once. */
import type * as events from '../../events/honour.js'
import type { GuardsOf } from './case.js'
import { usedRefusal } from './used.js'

export const honour: GuardsOf<typeof events> = {
  BrandDeclared: ({ brand }, the) => usedRefusal('brand', brand, the),
}
