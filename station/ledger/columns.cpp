#include "station/ledger/columns.hpp"

namespace fengqiao::station {
namespace {

using enum ColumnType;

constexpr bool kRequired = true, kKey = true, kDue = true;

Column id(std::vector<const char*> headers) {
  return {"编号", number, kRequired, kKey, {}, std::move(headers)};
}

std::vector<Kind> make_kinds() {
  return {
      {"警情",
       "接处警平台的接报警情，一行一起",
       "接报时刻",
       {id({"接警编号", "警情编号", "接报警编号", "接警单编号"}),
        {"接报时刻", moment, kRequired, !kKey, {}, {"报警时间", "接警时间", "接报时间", "报警时刻"}},
        {"类别",
         choice,
         kRequired,
         !kKey,
         {"刑事", "治安", "交通", "纠纷", "求助", "非警务"},
         {"警情类别", "报警类别", "警情类型"},
         {{"刑事警情", "刑事"},
          {"刑事案件", "刑事"},
          {"治安警情", "治安"},
          {"行政（治安）", "治安"},
          {"交通警情", "交通"},
          {"交通事故", "交通"},
          {"纠纷警情", "纠纷"},
          {"矛盾纠纷", "纠纷"},
          {"群众求助", "求助"},
          {"求助警情", "求助"},
          {"非警务警情", "非警务"},
          {"非警务求助", "非警务"},
          {"分流", "非警务"}}},
        {"处警岗位", text, !kRequired, !kKey, {}, {"处警单位", "出警岗位"}},
        {"重复", flag, !kRequired, !kKey, {}, {"是否重复", "重复警情", "是否重复报警"}},
        {"反馈超时", flag, !kRequired, !kKey, {}, {"是否反馈超时", "处警反馈超时", "反馈是否超时"}}}},
      {"案件",
       "执法办案系统的案件，一行一案；时刻没有的留空",
       "受理时刻",
       {id({"案件编号", "案号"}),
        {"类别",
         choice,
         kRequired,
         !kKey,
         {"行政", "刑事"},
         {"案件类别", "案件性质", "案件类型"},
         {{"行政案件", "行政"}, {"治安案件", "行政"}, {"刑事案件", "刑事"}}},
        {"案由", text, !kRequired, !kKey, {}, {"案件名称类别", "罪名案由"}},
        {"受理时刻", moment, !kRequired, !kKey, {}, {"受理时间", "受案时间", "受理日期"}},
        {"立案时刻", moment, !kRequired, !kKey, {}, {"立案时间", "立案日期"}},
        {"办结时刻", moment, !kRequired, !kKey, {}, {"办结时间", "结案时间", "结案日期"}},
        {"移送时刻", moment, !kRequired, !kKey, {}, {"移送时间", "移送日期"}},
        {"移送去向", text, !kRequired, !kKey, {}, {"移送警种", "移送单位"}},
        {"民生小案", flag, !kRequired, !kKey, {}, {"是否民生小案"}},
        {"办理岗位", text, !kRequired, !kKey, {}, {"办案岗位", "主办岗位"}}}},
      {"人员",
       "执法办案系统的强制措施和处罚，一行一人次；不要姓名",
       "时刻",
       {id({"文书编号", "法律文书号", "决定书文号"}),
        {"措施",
         choice,
         kRequired,
         !kKey,
         {"传唤", "行政处罚", "刑事拘留", "其他"},
         {"措施类别", "处理措施", "强制措施"},
         {{"口头传唤", "传唤"},
          {"书面传唤", "传唤"},
          {"强制传唤", "传唤"},
          {"行政拘留", "行政处罚"},
          {"罚款", "行政处罚"},
          {"警告", "行政处罚"},
          {"刑拘", "刑事拘留"}}},
        {"时刻", moment, kRequired, !kKey, {}, {"措施时间", "执行时间", "决定时间"}},
        {"案件编号", number, !kRequired, !kKey, {}, {"案号"}}}},
      {"财物",
       "涉案财物台账，一行一宗；出库、异常没有的留空",
       "入库时刻",
       {id({"财物编号", "物品编号"}),
        {"名称", text, !kRequired, !kKey, {}, {"财物名称", "物品名称"}},
        {"件数", count, kRequired, !kKey, {}, {"数量", "物品数量"}},
        {"入库时刻", moment, kRequired, !kKey, {}, {"入库时间", "入库日期"}},
        {"出库时刻", moment, !kRequired, !kKey, {}, {"出库时间", "出库日期"}},
        {"异常时刻", moment, !kRequired, !kKey, {}, {"异常时间", "异常登记时间"}},
        {"异常情形", text, !kRequired, !kKey, {}, {"异常情况"}},
        {"案件编号", number, !kRequired, !kKey, {}, {"案号"}}}},
      {"案卷",
       "案卷归档，一行一卷；还没有归档的，归档时刻留空",
       "应归日期",
       {id({"卷号", "案卷编号", "卷宗编号"}),
        {"应归日期", day, kRequired, !kKey, {}, {"应归档日期", "归档期限", "应归档时间"}, {}, kDue},
        {"归档时刻", moment, !kRequired, !kKey, {}, {"归档时间", "归档日期", "实际归档时间"}},
        {"案件编号", number, !kRequired, !kKey, {}, {"案号"}}}},
      {"投诉举报",
       "投诉、举报登记，一行一件；不写当事人姓名",
       "时刻",
       {id({"登记编号", "投诉编号", "工单编号"}),
        {"时刻", moment, kRequired, !kKey, {}, {"登记时间", "受理时间", "投诉时间"}},
        {"类别", choice, kRequired, !kKey, {"投诉", "举报"}, {"诉求类别", "登记类别"}, {}},
        {"来源", text, !kRequired, !kKey, {}, {"诉求来源"}},
        {"事项", text, !kRequired, !kKey, {}, {"反映事项", "诉求内容"}},
        {"办理", text, !kRequired, !kKey, {}, {"办理情况"}},
        {"结果", text, !kRequired, !kKey, {}, {"办理结果"}},
        {"办结时刻", moment, !kRequired, !kKey, {}, {"办结时间"}}}},
      {"流转事项",
       "非公安事项流出、外部门事项流入，一行一件",
       "时刻",
       {{"方向", choice, kRequired, kKey, {"流出", "流入"}, {"流转方向"}, {}},
        id({"流转编号", "工单编号", "事项编号"}),
        {"时刻", moment, kRequired, !kKey, {}, {"流转时间", "分流时间", "接收时间", "推送时间"}},
        {"来源",
         choice,
         !kRequired,
         !kKey,
         {"接处警", "自行发现", "走访"},
         {"事项来源"},
         {{"110警情", "接处警"}, {"警情分流", "接处警"}, {"民警发现", "自行发现"}, {"走访发现", "走访"}}},
        {"对方单位", text, kRequired, !kKey, {}, {"承办单位", "外部门"}},
        {"事项", text, !kRequired, !kKey, {}, {"事项内容"}},
        {"类别", text, !kRequired, !kKey, {}, {"事项类别"}},
        {"状态",
         choice,
         kRequired,
         !kKey,
         {"待接收", "办理中", "办结", "退回"},
         {"办理状态"},
         {{"未接收", "待接收"},
          {"在办", "办理中"},
          {"处理中", "办理中"},
          {"已办结", "办结"},
          {"完成", "办结"},
          {"已退回", "退回"}}},
        {"时限", moment, !kRequired, !kKey, {}, {"办理时限", "反馈时限"}, {}, kDue},
        {"办结时刻", moment, !kRequired, !kKey, {}, {"办结时间"}},
        {"处置岗位", text, !kRequired, !kKey, {}, {"处置岗", "处置人岗"}},
        {"结果", text, !kRequired, !kKey, {}, {"反馈", "办理结果"}}}},
      {"巡查问题",
       "视频巡查发现的突出问题和管理盲区，一行一处",
       "发现时刻",
       {id({"问题编号"}),
        {"发现时刻", moment, kRequired, !kKey, {}, {"发现时间", "巡查时间"}},
        {"类别",
         choice,
         kRequired,
         !kKey,
         {"突出问题", "管理盲区", "一般"},
         {"问题类别"},
         {{"突出治安问题", "突出问题"}, {"盲区", "管理盲区"}, {"一般问题", "一般"}}},
        {"点位", text, kRequired, !kKey, {}, {"位置", "巡查点位"}},
        {"情形", text, !kRequired, !kKey, {}, {"问题情形", "问题描述"}},
        {"处置", text, !kRequired, !kKey, {}, {"处置情况"}},
        {"建议", text, !kRequired, !kKey, {}, {"整改建议"}},
        {"责任", text, !kRequired, !kKey, {}, {"责任单位", "责任岗"}},
        {"期限", day, !kRequired, !kKey, {}, {"整改期限"}, {}, kDue}}},
      {"装备",
       "每日装备盘点，一行一类；完好、维修、待报废之和等于应有",
       "日期",
       {{"日期", day, kRequired, kKey, {}, {"盘点日期"}},
        {"名称", text, kRequired, kKey, {}, {"装备名称", "装备类别"}},
        {"应有", count, kRequired, !kKey, {}, {"应有数", "配备数"}},
        {"完好", count, kRequired, !kKey, {}, {"完好数"}},
        {"维修", count, kRequired, !kKey, {}, {"维修数", "送修数"}},
        {"待报废", count, kRequired, !kKey, {}, {"待报废数"}}}},
      {"绩效",
       "绩效加分、扣分建议，一行一项；分值都写正数",
       "日期",
       {id({"绩效编号"}),
        {"日期", day, kRequired, !kKey, {}, {"考评日期"}},
        {"类别", choice, kRequired, !kKey, {"加分", "扣分"}, {"加扣分"}, {{"加", "加分"}, {"扣", "扣分"}}},
        {"分值", amount, kRequired, !kKey, {}, {"分数"}},
        {"事由", text, !kRequired, !kKey, {}, {"加扣分事由"}},
        {"岗位", text, !kRequired, !kKey, {}, {"责任岗位"}}}},
      {"整改",
       "整改建议和跟踪，一行一项；没有改完的，完成日期留空",
       "提出日期",
       {id({"整改编号"}),
        {"提出日期", day, kRequired, !kKey, {}, {"提出时间", "建议日期"}},
        {"事项", text, kRequired, !kKey, {}, {"整改事项"}},
        {"责任", text, !kRequired, !kKey, {}, {"责任岗", "责任单位"}},
        {"期限", day, !kRequired, !kKey, {}, {"整改期限", "完成期限"}, {}, kDue},
        {"完成日期", day, !kRequired, !kKey, {}, {"完成时间", "整改完成日期"}}}},
      {"日计数",
       "只有每日总数的项目，一行一日一项，如 视频巡查轮次",
       "日期",
       {{"日期", day, kRequired, kKey, {}, {"统计日期"}},
        {"项目", text, kRequired, kKey, {}, {"统计项目"}},
        {"数", count, kRequired, !kKey, {}, {"数量", "合计数"}}}},
  };
}

} // namespace

std::size_t Kind::find(std::string_view column) const {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (column == columns[i].name) return i;
  return std::string_view::npos;
}

std::span<const Kind> ledger_kinds() {
  static const std::vector<Kind> kinds = make_kinds();
  return kinds;
}

const Kind* find_kind(std::string_view name) {
  for (const auto& kind : ledger_kinds())
    if (name == kind.name) return &kind;
  return nullptr;
}

std::string kind_names() {
  std::string out;
  for (const auto& kind : ledger_kinds())
    out += (out.empty() ? "" : "、") + std::string(kind.name);
  return out;
}

} // namespace fengqiao::station
