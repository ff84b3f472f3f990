#!/usr/bin/env python3
"""Makes stations with daily records by rule, every record another: make_stations.py FOLDER STATIONS FIRST_DAY DAYS.

FOLDER/县NN/所NNNN is a workspace each, 20 to a county. Numbers, lists and wording follow from the station's and the day's
number alone, so that the same call makes the same bytes. Every 40th station has nothing to report (zero reports).
"""
import datetime
import hashlib
import pathlib
import sys

MATTERS = ["施工噪声", "商铺退款争议", "占道堆物", "供水管道渗漏", "物业费争议", "夜间噪声", "路灯不亮", "车辆乱停"]
UNITS = ["12345", "街道", "城管", "市场监管", "住建", "民政"]
STATES = ["办结", "办理中", "退回", "待接收"]
KINDS = ["刑事", "治安", "交通", "纠纷", "求助", "非警务"]


def number(*parts):
    """0 to 999, from what is told."""
    return int.from_bytes(hashlib.sha256("/".join(map(str, parts)).encode()).digest()[:4], "big") % 1000


def head(name, day, report, clerk):
    due = day + datetime.timedelta(days=1)
    minute = 30 + number(clerk, day, report) % 59 if number(clerk, day, report) % 50 else 95
    at = datetime.datetime.combine(due, datetime.time(7)) + datetime.timedelta(minutes=minute)
    return f"""template: 日报/{report}
单位: {name}
类别: {"城区" if clerk % 3 else "农村"}
统计时段: [{day}T00:00, {due}T00:00]
交班时刻: {due}T08:30
编号: 样日〔{due.year}〕{due.timetuple().tm_yday}号
填报: 样例{clerk % 7}
值班所领导: 样例
提交时刻: {at:%Y-%m-%dT%H:%M}
审定时刻:
状态: 待审
"""


def three(s, day, what, most):
    return "[%d, %d, %d]" % tuple(number(s, day, what, k) % most for k in range(3))


def items(texts):
    return "".join(f"\n  - {text}" for text in texts) if texts else " 无"


def quality(name, day, s, quiet):
    most = 1 if quiet else 12
    n = 0 if quiet else 1 + number(s, day, "质") % 4
    calls = "".join(f"  {kind}: {three(s, day, kind, most)}\n" for kind in KINDS)
    problems = [f"{{环节: 案, 事由: {MATTERS[number(s, day, i) % 8]}的笔录第{i + 1}页未签全, 责任岗: 办案岗, 时限: 当日补}}" for i in range(n)]
    merits = [f"{{类别: {'加分' if i % 2 else '扣分'}, 分值: {0.5 * (1 + number(s, day, i, '分') % 4)}, 事由: 第{i + 1}项样例事由}}" for i in range(n)]
    raised = [f"{{类别: 建议, 事项: 第{day.day}日第{i + 1}项样例整改, 责任: 综指室, 期限: {day.month}月{day.day}日, 状态: 新提}}" for i in range(n)]
    former = [f"{{类别: 上日, 事项: 上日第{i + 1}项样例整改, 责任: 社区岗, 期限: {day.month}月{day.day}日, 状态: {'到期未改' if number(s, day, i, '改') % 9 == 0 else '已改'}}}"
              for i in range(n)]
    return head(name, day, "质态监督", s) + f"""接报警:
{calls}重复警情: 0
处警反馈超时: {number(s, day, "超时") % most % 3}
案件:
  受理行政案件: {three(s, day, "受理", most)}
  办结行政案件: {three(s, day, "办结", most)}
  刑事立案: {three(s, day, "立案", most)}
  移送警种: {number(s, day, "移送") % most % 2}
  民生小案: {number(s, day, "小案") % most % 3}
人员: {{传唤: {number(s, day, "传") % most}, 行政处罚: {number(s, day, "罚") % most}, 刑事拘留: {number(s, day, "拘") % most % 2}}}
涉案财物: {{上日结存: {number(s, "存") % 90}, 入库: {number(s, day, "入") % most}, 出库: 0, 异常: 0}}
卷宗: {{应归: {0 if quiet else 5 + number(s, day, "卷") % 3}, 已归: {0 if quiet else number(s, day, "归") % 6}, 超期: 0}}
投诉举报: {{投诉: {number(s, day, "诉") % most % 2}, 举报: 0}}
质态问题:{items(problems)}
绩效建议:{items(merits)}
整改:{items(raised + former)}
"""


def liaison(name, day, s, quiet):
    out = 0 if quiet else 1 + number(s, day, "出") % 9
    come = 0 if quiet else number(s, day, "入件") % 5
    at = f"{day.month}月{day.day}日"
    limit = day + datetime.timedelta(days=7)
    sent = [f'{{编号: "{i + 1:02}", 时间: "{at}{8 + i:02}:{number(s, day, i) % 60:02}", 来源: 接处警, 事项: {MATTERS[number(s, day, i, "事") % 8]}, 类别: 民生, '
            f'去向: "{UNITS[number(s, day, i, "去") % 6]}", 状态: {STATES[number(s, day, i, "态") % 4]}, 时限: {limit}T18:00}}' for i in range(out)]
    got = [f'{{编号: "{i + 1:02}", 推送单位: "{UNITS[number(s, day, i, "推") % 6]}", 事项: {MATTERS[number(s, day, i, "件") % 8]}, 接收时刻: "{at}{9 + i:02}:10", '
           f'处置人岗: 社区岗, 状态: {STATES[number(s, day, i, "处") % 2]}, 时限: {limit}T18:00}}' for i in range(come)]
    hard = [] if quiet or number(s, day, "难") % 3 else [f"{{问题: {MATTERS[number(s, day) % 8]}一件被退回, 情形: 边界不清, 涉及单位: 街道, 建议: 请县局协调}}"]
    return head(name, day, "联动协作", s) + f"""流出件:{items(sent)}
流出: {{上一日: {number(s, day, "昨") % 9}, 上年同日: {number(s, day, "去年") % 9}}}
流入件:{items(got)}
流入: {{上一日: {number(s, day, "昨入") % 5}, 上年同日: {number(s, day, "去年入") % 5}}}
突出问题:{items(hard)}
"""


def support(name, day, s, quiet):
    most = 1 if quiet else 9
    points = 20 + number(s, "点") % 60
    gear, fixing = 60 + number(s, "装") % 90, 0 if quiet else number(s, day, "修") % 4
    found = [] if quiet or number(s, day, "巡") % 2 else [f"{{时间: {day.month}月{day.day}日21:40, 点位: 样例路口{number(s, day) % 20}号, 情形: 夜间聚集, 处置: 已派巡处}}"]
    blind = [] if quiet or number(s, day, "盲") % 4 else [f"{{点位: 样例巷{number(s, day) % 30}号, 类型: 无灯, 建议: 补光, 责任: 街道, 期限: 30日内}}"]
    call = number(s, day, "求") % most
    return head(name, day, "支撑保障", s) + f"""巡查: {{轮次: {6 + number(s, day, "轮") % 8}, 应巡点位: {points}, 在线点位: {points - number(s, day, "线") % 4}}}
治安问题:{items(found)}
支撑: {{现场执法: {three(s, day, "场", most)}, 案件侦查: {three(s, day, "侦", most)}, 请求支援: {call}, 按时响应: {call}}}
盲区:{items(blind)}
装备: {{应有: {gear}, 完好: {gear - fixing}, 维修: {fixing}, 待报废: 0}}
"""


def main():
    root, stations = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    first, days = datetime.date.fromisoformat(sys.argv[3]), int(sys.argv[4])
    for s in range(stations):
        name = f"样例县{s // 20 + 1:02}公安局样例{s + 1:04}派出所"
        work = root / f"县{s // 20 + 1:02}" / f"所{s + 1:04}"
        work.mkdir(parents=True, exist_ok=True)
        (work / "派出所.yaml").write_text(f"名称: {name}\n类别: {'城区' if s % 3 else '农村'}\n上级: 样例县{s // 20 + 1:02}公安局\n交班时刻: \"08:30\"\n")
        for d in range(days):
            day = first + datetime.timedelta(days=d)
            folder = work / "记录" / str(day)
            folder.mkdir(parents=True, exist_ok=True)
            for report, make in (("质态监督", quality), ("联动协作", liaison), ("支撑保障", support)):
                (folder / f"{report}.yaml").write_text(make(name, day, s, s % 40 == 39))


main()
