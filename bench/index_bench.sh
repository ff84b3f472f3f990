#!/usr/bin/env bash
# index_bench.sh [-p PROGRAM] [-n ROUNDS] LAW_FOLDER
# Builds an index of a folder of law texts from nothing, then asks 32 questions, one cold process each.
# Prints seconds, MiB/s, clauses/s, index size, the time of a run without changes, and search times.
source "$(dirname "$0")/setup.sh"
program=build/release/fengqiao rounds=3
read_options "p=program n=rounds" "$@"
[ ${#words[@]} -eq 1 ] || { echo "usage: index_bench.sh [-p PROGRAM] [-n ROUNDS] LAW_FOLDER" >&2; exit 2; }
laws=${words[0]}
index=$work/index

questions=(
  "邻居半夜装修噪音太大，派出所能不能管，怎么处罚" "两个人打架都受了轻微伤，各自要承担什么责任"
  "在出租屋里聚众打麻将赌钱，多少钱算赌博" "老板拖欠三个月工资不给，应该向哪个部门投诉"
  "骑电动车闯红灯把行人撞伤了，赔偿责任怎么分" "丈夫经常打骂妻子，可以申请人身安全保护令吗"
  "捡到别人的手机不还，会不会构成侵占" "签了劳动合同试用期被辞退有没有补偿"
  "没有身份证可以住旅馆吗，旅馆要怎么登记" "饲养的狗咬伤路人，主人要赔哪些费用"
  "公安机关继续盘问最长可以多少个小时" "行政拘留不服，多少天之内可以申请复议"
  "未成年人偷东西，家长要不要承担赔偿责任" "遗嘱没有见证人签名，还有没有法律效力"
  "网上造谣说某地发生地震，应当怎样处罚" "借条写明利息超过银行四倍，法院支持吗"
  "醉酒驾驶机动车，驾驶证多久以后才能重新考" "房东不退押金，租客可以要求什么"
  "派出所可以扣押与案件无关的手机吗" "在火车站倒卖车票，情节较轻的怎么处理"
  "公司没有给员工交社会保险，员工能否解除合同" "买到过期食品可以要求十倍赔偿吗"
  "阻碍民警执行职务，但没有使用暴力" "非法携带管制刀具进入公共场所"
  "离婚时一方隐瞒共同财产，另一方怎么办" "外国人在中国居留证件过期，如何处罚"
  "证人拒绝作证，法院可以采取什么措施" "高空抛物砸坏汽车，找不到是谁扔的"
  "收养孩子需要满足哪些条件，到哪里登记" "烟花爆竹可以放在居民楼的储藏室里吗"
  "企业排放污水超过标准，环保部门怎样罚款" "村民委员会换届选举时有人贿赂选民"
)

now_us() { echo "${EPOCHREALTIME/./}"; }

for ((round = 1; round <= rounds; ++round)); do
  rm -rf "$index"
  "$program" --index "$index" index "$laws" --format jsonl 2>/dev/null >"$work/build.json" || true
  sed -n 's/.*"seconds":\([0-9.]*\).*/\1/p' "$work/build.json"
done | sort -n | awk '{ t[NR] = $1 } END { print t[int((NR + 1) / 2)] }' >"$work/seconds"
field() { sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p" "$work/build.json"; }
awk -v seconds="$(cat "$work/seconds")" -v bytes="$(field bytes_read)" -v clauses="$(field clauses)" \
    -v documents="$(field documents)" -v size="$(du -sk "$index" | cut -f1)" 'BEGIN {
  printf "documents %d, clauses %d, text %.1f MiB\n", documents, clauses, bytes / 1048576
  printf "build    %.1f s, %.1f MiB/s, %.0f clauses/s, index %.1f MiB\n", seconds, bytes / 1048576 / seconds, clauses / seconds, size / 1024
}'

# Median and p95 of times in microseconds, one a line.
summary() {
  sort -n | awk -v name="$1" '{ t[NR] = $1 } END {
    printf "%-8s median %.1f ms, p95 %.1f ms (%d runs)\n", name, t[int((NR + 1) / 2)] / 1000, t[int(NR * .95)] / 1000, NR }'
}

for ((round = 1; round <= 5; ++round)); do
  start=$(now_us)
  "$program" --index "$index" index "$laws" >/dev/null 2>&1 || true
  echo $(($(now_us) - start))
done | summary refresh

for ((round = 1; round <= rounds; ++round)); do
  for question in "${questions[@]}"; do
    start=$(now_us)
    "$program" --index "$index" search "$question" >/dev/null 2>&1 || true # nothing found is an answer, too
    echo $(($(now_us) - start))
  done
done | summary search
