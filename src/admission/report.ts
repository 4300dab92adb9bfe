/** Guards of what is filed once: a plan for each month, a report for each year, one conference for each quarter. */
import type * as activities from '../../events/activity.js'
import type * as reports from '../../events/report.js'
import type * as stations from '../../events/station.js'
import type { GuardsOf } from './case.js'
import { onceRefusal } from './earlier.js'

export const report: GuardsOf<Pick<typeof reports & typeof stations & typeof activities, Once>> = {
  MonthlyPlanFiled: ({ unit, month }, the) => onceRefusal(unit, month, {}, ['data', 'month'], the),
  AnnualReportFiled: ({ unit, year }, the) => onceRefusal(unit, year, {}, ['data', 'year'], the),
  EnrolmentReported: ({ unit, month }, the) => onceRefusal(unit, month, {}, ['data', 'month'], the),
  JointConferenceHeld: ({ convener, tier, quarter }, the) => onceRefusal(convener, quarter, { tier }, ['data', 'quarter'], the),
}

type Once = 'MonthlyPlanFiled' | 'AnnualReportFiled' | 'EnrolmentReported' | 'JointConferenceHeld'
