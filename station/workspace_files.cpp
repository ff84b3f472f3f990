#include "station/workspace_files.hpp"

#include "core/yaml.hpp"
#include "station/ledger/mapping.hpp"

#include <fmt/format.h>

namespace fengqiao::station {
namespace {

constexpr const char* kReadme = R"(# 本所的工作区

这个文件夹由 fengqiao 建立，本所的数据都在这里。拷贝或备份时，整个文件夹一起拷。

| 位置 | 内容 |
|---|---|
| `派出所.yaml` | 本所的名称、类别、交班时刻、岗位；用记事本改 |
| `台账/台账.sqlite` | 台账，第一次导入时生成；不要用别的程序改 |
| `台账/栏目对照.yaml` | 各平台导出表的表头对应台账的哪一栏；表头不同时在这里加 |
| `记录/` | 日报等文书的记录（YAML 或 CSV） |
| `输出/` | 打印出的 PDF |

先做两件事：

1. 打开 `派出所.yaml`，填本所全称、类别（城区或农村）、交班时刻。
2. 从各平台导出前一日的表（CSV、XLSX、XLS 都行），在这个文件夹里运行：

```
fengqiao ledger import 导出的表.csv
fengqiao ledger stats
```

同一份表导入两次不会重复；某一行改了，再导入一次，台账里那一行跟着改，旧的内容留有历史。
身份证号、电话号码在导入时按规则遮盖，台账里不存原号。姓名不需要，表里有也不导入。

在这个文件夹或它的任何下级文件夹里运行命令，程序都找得到它；在别处运行时，用 `--workspace 文件夹`。
)";

std::string station_yaml(const NewWorkspace& wanted) {
  return fmt::format(R"(# 本所的数据。改完保存即可，不用重新运行什么。
名称: {} # 印在文书上的单位全称
类别: {} # 城区 或 农村
上级: {}
编号代字: # 日报编号的代字，如 示日，印作 示日〔2026〕69号（报送日是当年第几天）；空着就不编号
交班时刻: "08:30" # 报送日这一刻以后提交的日报是迟报
岗位: [勤务调度, 质态监督, 联动协作, 支撑保障]
填报人不得自审: 否 # 改为“是”以后，填报人不能审定自己填的日报
字体: # 本所自己的字体文件，不写就用缺省的，如 仿宋: 字体/仿宋_GB2312.ttf；可写 仿宋、黑体、楷体、宋体、小标宋
路径: # 相对于这个文件夹；台账放在别处时写完整路径
  台账: 台账/台账.sqlite
  栏目对照: 台账/栏目对照.yaml
  记录: 记录
  输出: 输出
)",
                     yaml_scalar(wanted.name), wanted.station_class, yaml_scalar(wanted.superior));
}

} // namespace

std::vector<WorkspaceFile> workspace_files(const NewWorkspace& wanted) {
  return {{"README.md", kReadme},
          {"台账/栏目对照.yaml", standard_mapping()},
          {workspace_file, station_yaml(wanted)}};
}

} // namespace fengqiao::station
