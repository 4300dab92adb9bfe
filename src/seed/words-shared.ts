/** What the lessons, activities, rooms and brands of the sample district are called that all stations share. */

type Group = 'character_group' | 'intellect_group' | 'talent_group'

export const lessonTitles: Readonly<Record<Group, readonly string[]>> = {
  character_group: ['老兵讲国防', '家风小故事', '宪法在身边', '诚信第一课', '敬老孝亲三字歌', '青春期的心里话', '走近道德模范'],
  intellect_group: ['水火箭的秘密', '身边的植物', '无人机入门', '趣味数独', '家庭用电安全', '识天气看云图', '古桥的学问'],
  talent_group: ['剪纸十二课', '竹笛启蒙', '少儿太极拳', '水墨小品', '童谣新唱', '中国象棋入门', '泥塑小手工'],
}

export const sharedActivities: Readonly<Record<Group, readonly string[]>> = {
  character_group: ['红色家书诵读会', '“我是小法官”模拟法庭', '清明祭英烈', '“说句心里话”信箱日', '孝老爱亲小当家'],
  intellect_group: ['科学小实验嘉年华', '非遗寻访路', '社区小记者', '机器人擂台', '垃圾分类闯关'],
  talent_group: ['戏曲进社区', '小小书法展', '合唱同一首歌', '跳绳达人赛', '家庭才艺汇'],
}

export const venueTitles = [
  '法治教育体验馆',
  '气象科普站',
  '少年宫排练厅',
  '消防体验室',
  '科技馆流动展台',
  '区档案馆展厅',
  '职业体验工坊',
] as const

export const brandTitles = [
  '“银杏树下”讲堂',
  '“小候鸟”驿站',
  '“护苗”网吧义务监督',
  '“五老”学堂',
  '“小河长”巡河队',
  '“四点半”学校',
  '“微光”助学',
  '“老兵哨”国防角',
  '“春泥”书屋',
  '“法润童心”课堂',
  '“匠心”传习所',
  '“家校社”夜话',
  '“向阳花”合唱团',
  '“小巷总理”实践营',
  '“明日之星”科创室',
  '“红领巾”讲解队',
] as const
