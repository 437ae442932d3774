// The customer table of CDNOW, from the raw log, against the table the literature fits to.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdio>
#include <string>

#include "../support/literature.h"
#include "../support/shop.h"
#include "customers/customer_table.h"

using namespace lifeworth;

namespace {

std::string two_decimals(double number) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f", number);
  return text;
}

}  // namespace

TEST_CASE("CDNOW's customer table at week 39 is the published one to every printed decimal", "[correctness]") {
  // Fader & Hardie, "A Note on Implementing the BG/NBD Model in MS Excel" (note 004) and note 025: 2,357 customers, x, t_x, T, m_x.
  const auto published = test::rows_of(test::literature("cdnow_sample_summary_wk39.csv"));
  const CustomerTable table = customer_table(test::cdnow_log(), test::cdnow_calibration_end());
  REQUIRE(table.rows.size() == 2357);
  REQUIRE(published.size() == 2357);
  CHECK(table.not_yet == 0);
  CHECK(table.without_purchase == 0);
  int different = 0;
  for (std::size_t i = 0; i < published.size(); ++i) {
    const CustomerRow& row = table.rows[i];
    const double mean = row.frequency > 0 ? double(row.repeat_value) / row.frequency / 100 : 0;
    const auto near = [](double value, const std::string& printed) { return std::abs(value - test::number(printed)) < 0.00501; };
    const bool same = std::to_string(row.customer + 1) == published[i][0] && std::to_string(row.frequency) == published[i][1] &&
                      near(row.recency / 7.0, published[i][2]) && near(row.age / 7.0, published[i][3]) && near(mean, published[i][4]);
    if (same) continue;
    ++different;
    UNSCOPED_INFO("customer " << published[i][0] << ": " << row.frequency << ' ' << two_decimals(row.recency / 7.0) << ' '
                              << two_decimals(row.age / 7.0) << ' ' << two_decimals(mean));
  }
  CHECK(different == 0);
}

TEST_CASE("CDNOW's cumulative repeat transactions are the published curve, week by week", "[correctness]") {
  // The tracking curve of Fader, Hardie & Lee 2005, figure 5: repeat purchase days of all customers, week 1 begins 1997-01-01.
  const auto published = test::rows_of(test::literature("cdnow_sample_cumulative_tracking.csv"));
  const TransactionLog log = test::cdnow_log();
  REQUIRE(published.size() == 78);
  const Day first = *parse_iso_day("1997-01-01");
  for (const auto& row : published) {
    const int week = int(test::number(row[0]));
    std::int64_t repeats = 0;
    for (const CustomerRow& customer : customer_table(log, first + 7 * week - 1).rows) repeats += customer.frequency;
    CAPTURE(week);
    CHECK(repeats == std::int64_t(test::number(row[1])));
  }
}

TEST_CASE("purchase days after the calibration are those a later table has more", "[consistency]") {
  const TransactionLog log = test::cdnow_log();
  const Day end = test::cdnow_calibration_end(), last = *parse_iso_day("1998-06-30");
  const CustomerTable before = customer_table(log, end), after = customer_table(log, last);
  REQUIRE(before.rows.size() == after.rows.size());
  int different = 0;
  for (std::size_t i = 0; i < before.rows.size(); ++i)
    different += after.rows[i].frequency - before.rows[i].frequency != test::purchase_days_between(log, before.rows[i].customer, end, last);
  CHECK(different == 0);
}
