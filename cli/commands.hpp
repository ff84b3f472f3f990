// One function a verb; each parses nothing, calls the libraries, prints, and returns the exit code of
// core/error.hpp.
#pragma once

#include "cli/options.hpp"

namespace fengqiao::cli {

// In the program itself: what is asked many times a day and answered from the index alone.
int run(const CommonOptions& common, const SearchOptions& options);     // cmd_search.cpp
int run(const CommonOptions& common, const ShowOptions& options);       // cmd_show.cpp; without --cited-by
int run(const CommonOptions& common, const ListOptions& options);       // cmd_list.cpp
int run(const CommonOptions& common, const CompletionOptions& options); // cmd_reference.cpp
int run(const CommonOptions& common, const ManualOptions& options);     // cmd_reference.cpp

// In the office module (cli/office.hpp): what reads papers, counts and prints.
int run(const CommonOptions& common, const IndexOptions& options);        // cmd_index.cpp
int run(const CommonOptions& common, const DiffOptions& options);         // cmd_diff.cpp
int run(const CommonOptions& common, const ImportOptions& options);       // cmd_import.cpp
int run(const CommonOptions& common, const RenderOptions& options);       // cmd_render.cpp
int run(const CommonOptions& common, const NewOptions& options);          // cmd_new.cpp
int run(const CommonOptions& common, const CheckOptions& options);        // cmd_check.cpp
int run(const CommonOptions& common, const TemplatesOptions& options);    // cmd_templates.cpp
int run(const CommonOptions& common, const InitOptions& options);         // cmd_init.cpp
int run(const CommonOptions& common, const LedgerOptions& options);       // cmd_ledger.cpp
int run(const CommonOptions& common, const GradeOptions& options);        // cmd_grade.cpp
int run(const CommonOptions& common, const PackOptions& options);         // cmd_pack.cpp
int run(const CommonOptions& common, const VerifyOptions& options);       // cmd_verify.cpp
int run(const CommonOptions& common, const DailyOptions& options);        // cmd_daily.cpp
int run(const CommonOptions& common, const ApproveOptions& options);      // cmd_approve.cpp
int run(const CommonOptions& common, const ReportOptions& options);       // cmd_report.cpp
int show_citing(const CommonOptions& common, const ShowOptions& options); // show_citing.cpp: show --cited-by

} // namespace fengqiao::cli
