#!/usr/bin/env bash
# A province's stations in one run: reads a table with a row a station, grades, ranks, writes the results as CSV.
#   bench/grading_bench.sh [STATIONS] [ROUNDS]
source "$(dirname "$0")/setup.sh"
cd "$(dirname "$0")/.."
stations=${1:-1631}
rounds=${2:-5}
build=build/release
program="$build/fengqiao --index $work/index"
$program index >/dev/null
$program new 等级评定/评分数据 --format csv -o "$work/空.csv" >/dev/null
python3 - "$work/空.csv" "$work/全省.csv" "$stations" <<'PYTHON'
import csv, random, sys
blank, out, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
random.seed(1)
header = next(csv.reader(open(blank, encoding="utf-8-sig")))
with open(out, "w", encoding="utf-8", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(header)
    for n in range(count):
        row, whole = [], {}
        for i, name in enumerate(header):
            item = name.split(".")[0]
            pair = i + 1 < len(header) and header[i + 1].split(".")[0] == item
            if name == "单位": value = f"样例{n + 1}派出所"
            elif name == "类别": value = random.choice(["城区", "农村"])
            elif name == "年度": value = "2025"
            elif name == "上年等级": value = random.choice(["一级", "二级", "三级", "四级"])
            elif name == "评定日期": value = "2026-01-15"
            elif item.startswith("V"): value = "是" if random.random() < 0.01 else "否"
            elif name == "G3": value = "是"
            elif "." not in name: value = random.choice([0, 0, 0, 1]) if item != "D1" else random.randint(70, 100)
            elif pair: whole[item] = random.randint(50, 500); value = whole[item]
            else: value = whole[item] + random.randint(0, 30)
            row.append(value)
        writer.writerow(row)
PYTHON
"$build/fengqiao_time" -n "$rounds" "$stations 所评分" "$program grade $work/全省.csv --format csv"
