// Data sets of the literature. They may not be copied into the project, so they lie beside it or nowhere: a test that needs one
// skips, and says so, where it is absent.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "customers/transaction_log.h"
#include "models/bg_nbd.h"
#include "project_dir.h"

namespace lifeworth::test {

/// The text of a data set; skips the test where there is none.
inline std::string literature(const std::string& name) {
  std::ifstream file(in_project("../shared/data/" + name), std::ios::binary);
  if (!file) SKIP("the data set " << name << " is not on this machine");
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

/// Lines cut at commas, header left out. The data sets have no quotes.
inline std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(csv);
  std::string line, cell;
  std::getline(lines, line);
  while (std::getline(lines, line)) {
    if (line.ends_with('\r')) line.pop_back();
    std::istringstream cells(line);
    rows.emplace_back();
    while (std::getline(cells, cell, ',')) rows.back().push_back(cell);
  }
  return rows;
}

inline double number(const std::string& cell) { return std::strtod(cell.c_str(), nullptr); }

inline constexpr std::size_t cdnow_customers = 2357;

/// Last day of the 39 weeks the papers fit on.
inline Day cdnow_calibration_end() { return *parse_iso_day("1997-09-30"); }

/// CDNOW's 1/10 sample without our own reader: customer number = sample_id − 1, amounts in cents.
inline TransactionLog cdnow_log() {
  std::vector<Order> orders;
  for (const auto& row : rows_of(literature("cdnow_sample_elog.csv")))
    orders.push_back({static_cast<std::uint32_t>(number(row[1]) - 1), *parse_iso_day(row[2]), std::llround(number(row[4]) * 100)});
  return TransactionLog(orders, cdnow_customers);
}

/// What the papers fit to: x, t_x, T in weeks, to the two decimals of the printed table.
inline std::vector<History> cdnow_histories() {
  std::vector<History> histories;
  for (const auto& row : rows_of(literature("cdnow_sample_summary_wk39.csv")))
    histories.push_back({number(row[1]), number(row[2]), number(row[3]), 1});
  return histories;
}

}  // namespace lifeworth::test
