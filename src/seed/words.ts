/** What papers of the sample district are called and what they say. Nobody and no place in it exists. */

/** What activities of each programme are called. */
export const titles: Readonly<Record<string, readonly string[]>> = {
  serve_country: [
    '“童心向党”读书征文',
    '“祖国在我心中”主题演讲',
    '参观革命纪念地',
    '听老战士讲故事',
    '国防知识竞赛',
    '“唱支歌儿给党听”文艺演出',
    '参观城市建设展览馆',
    '红色电影放映',
  ],
  gratitude: [
    '“老师，您辛苦了”主题活动',
    '“今天我当家”家务实践',
    '“爸爸妈妈您辛苦了”亲子活动',
    '给长辈写一封信',
    '好家风故事会',
    '重阳敬老包饺子',
    '“孝心小当家”评比',
  ],
  responsibility: [
    '家庭读书会',
    '科技小制作',
    '暑期作业辅导班',
    '航模进社区',
    '法治小课堂',
    '“小小讲解员”培训',
    '防溺水安全教育',
    '书法兴趣班',
    '文明上网主题班会',
  ],
  kindness: [
    '走进敬老院送温暖',
    '“手拉手”结对帮扶',
    '关爱留守儿童联欢会',
    '微心愿认领',
    '为困难家庭子女补习功课',
    '新春慰问军烈属',
    '元宵节共制花灯',
  ],
  dedication: [
    '学雷锋志愿服务',
    '“清洁家园、美化环境”行动',
    '小手拉大手文明劝导',
    '爱心义卖',
    '护绿植树',
    '垃圾分类宣传',
    '旧书换绿植',
  ],
}

export const trainingTopics = [
  '校外教育辅导站规范化建设',
  '辅导员业务提升',
  '未成年人保护法解读',
  '家庭教育指导方法',
  '活动档案整理要求',
  '如何办好暑期辅导站',
  '青少年心理关爱',
]
export const visitTopics = ['示范辅导站现场观摩', '“五老”工作室观摩', '站籍管理试点观摩', '特色品牌活动观摩']

export const surveyTitles = [
  '社区辅导站运行情况调查',
  '留守儿童校外教育现状调查',
  '“五老”队伍建设情况调研',
  '暑期青少年活动需求调研',
  '社区家庭教育服务调研',
]
export const informationTitles = [
  '辅导站里过暑假',
  '老校长的读书小组',
  '“五老”讲师团进社区',
  '小小志愿者在行动',
  '社区少先队有了新阵地',
  '站籍管理让校外教育不漏一人',
  '银发先锋护航成长',
]
/** Where information is published: the outlet and its level. */
export const outlets = [
  ['示例区关工委简报', 'district', 60],
  ['示例市关工委网站', 'city', 28],
  ['示例省关心下一代杂志', 'province', 10],
  ['示例火炬杂志', 'national', 2],
] as const

/** Projects that are honoured: the code and the title. */
export const projects = [
  ['shuxiang', '书香社区'],
  ['hongse', '红色故事宣讲'],
  ['jiafeng', '家风传承'],
  ['siwuban', '假日“四点半”课堂'],
  ['huhang', '护航成长'],
  ['keji', '少年科技站'],
  ['luse', '绿色小卫士'],
  ['yinling', '银龄助学'],
] as const
export const honourTitles: Readonly<Record<string, readonly [title: string, grantor: string]>> = {
  district: ['关心下一代工作先进集体', '示例区委区政府'],
  city: ['关心下一代工作先进集体', '示例市关工委'],
  province: ['“五好”基层关工委', '示例省关工委'],
  national: ['全国关心下一代工作先进集体', '示例国家级主管单位'],
}

export const specialReasons = [
  '承办全区现场会，组织周到',
  '辅导站经验在全区推广',
  '试点站籍管理，做法被采用',
  '牵头开发精品辅导课',
]
export const refusedReasons = ['与上年申报的项目重复', '佐证材料不足', '属日常工作，不符合加分条件']
export const honourRefusedReasons = [
  '表彰对象是个人，不计入单位加分',
  '证书落款日期不在考评年度内',
  '属合作单位获奖，本单位未署名',
]

export const roleReasons = ['换届调整', '工作岗位调动', '年龄较大，本人提出退出', '迁居外地', '任期届满']
export const veteranReasons = ['迁居外地', '本人申请退出', '转到其他社区登记']
export const releaseReasons = ['聘期内调离本市', '工作安排冲突，本人申请解聘', '连续三个月未到站辅导']
export const pairingPurposes = ['共建图书角', '开放实践场地', '结对帮扶困难家庭子女', '提供法治宣讲', '暑期联合办班']
export const pairingEndReasons = ['结对协议到期', '单位职能调整']

/** What a street writes beside a mark: when nothing is taken off, and why something is. */
export const reasons: Readonly<Record<string, { readonly full: readonly string[]; readonly less: readonly string[] }>> = {
  service: {
    full: ['五老团队齐全，活动记录完整', '五老各有分工，常年到站服务'],
    less: ['五老活动次数偏少', '五老团队分工不明', '有名单，部分五老全年未参加活动', '五老服务记录不全'],
  },
  archive: {
    full: ['档案分类清楚，记载完整', '一事一档，图文齐全'],
    less: ['部分活动无签到表', '会议记录缺页', '档案未按年度装订', '图片无说明文字'],
  },
  quality: {
    full: ['活动有方案有总结，群众反映好', '活动贴近青少年，参与面广'],
    less: ['活动形式单一', '个别活动参加人数少', '活动缺少总结', '暑期活动质量不高'],
  },
  creation: {
    full: ['形成本社区特色品牌，可推广', '有创新做法，并见成效'],
    less: ['有想法，成效还不明显', '创新项目刚起步', '沿用往年做法，新意不多', '未申报创新项目'],
  },
  complaints: { full: ['全年无有效投诉'], less: ['经核实的有效投诉，已整改'] },
}

/** Why a record is put right, by what was wrong with it. */
export const corrections = {
  audience: ['参加人数误录，按签到表更正', '把两场活动的人数合并录入，予以更正', '人数多录一位数字'],
  day: ['日期误录，以活动方案为准', '录入时选错日期'],
  amount: ['金额与拨款单不符，按拨款单更正', '误将两年经费合计录入'],
  level: ['刊用级别有误，按刊物更正', '表彰级别有误，按证书更正'],
  figures: ['与学校核对后更正人数', '误把在册人数录为对接人数'],
  marks: ['复核后更正', '社区申请复核，街道重新评定'],
  filing: ['上报日期误录，以街道收文登记为准'],
  wording: ['题目有错别字', '所属类别选错'],
}
export const retractions = [
  '重复录入',
  '同一活动由两人各录一次',
  '活动因雨取消，误录',
  '非本社区举办，误录',
  '查无实据，予以作废',
]

/** Notes of evidence that is handed in later. */
export const evidenceNotes = ['补交现场照片', '补交签到表', '补交活动总结']
