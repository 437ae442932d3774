// The whole base as the page gets it: numbers of a small sample by hand, sizes that cannot be, requests that make no sense.
#include "results/whole_base.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "../support/result_json.h"
#include "../support/second_road.h"
#include "base/special.h"
#include "session.h"

using namespace lifeworth;
using lifeworth::test::distance;
using test::ResultJson;

namespace {

/// Twelve customers: four who came in 2022 and bought for 100.00 each, twice; eight of 2023 with 10.00, 20.00 … 80.00 once.
std::string sample() {
  std::string csv = "customer,date,amount\n";
  for (int i = 0; i < 4; ++i)
    for (const char* date : {"2022-05-05", "2022-07-07"}) csv += "a" + std::to_string(i) + "," + date + ",50.00\n";
  for (int i = 1; i <= 8; ++i) csv += "b" + std::to_string(i) + ",2023-03-03," + std::to_string(i * 10) + ".00\n";
  return csv;
}

struct Read {
  Session session;
  Read() {
    const std::string csv = sample();
    session.peek(csv, true);
    session.push(csv);
    REQUIRE(session.finish().starts_with(R"({"kind":"summary")"));
  }
  ResultJson ask(const std::string& fields) { return ResultJson(session.compute(R"({"kind":"whole_base")" + fields + "}")); }
};

}  // namespace

TEST_CASE("a base of a hundred from a sample of twelve, by hand", "[consistency]") {
  Read read;
  const ResultJson json = read.ask(R"(,"base":100,"margin":0.5,"precision":0.1)");
  // Revenue 4 × 100 + 360 = 760: a mean of 63.33, of which half is profit.
  CHECK(json.number("/mean/value") == 3'167);
  CHECK(json.number("/total/value") == 316'667);
  const double squares = 4 * std::pow(100 - 760.0 / 12, 2) + 8 * std::pow(45 - 760.0 / 12, 2) + 100 * 42, s = std::sqrt(squares / 11);
  const double half = student_t_quantile(0.975, 11) * s * std::sqrt((1 - 0.12) / 12) * 50;
  CHECK(std::abs(json.number("/mean/high") - (3'166.67 + half)) < 1);
  CHECK(distance(json.number("/repeat_share/value"), 1.0 / 3) < 1e-14);
  CHECK(distance(json.number("/repeat_buyers/value"), 100.0 / 3) < 1e-14);
  CHECK(json.number("/repeat_buyers/low") >= 4);
  const double vast = std::pow(z_95 * s / (0.1 * 760 / 12), 2);
  CHECK(json.number("/needed_of_many") == std::ceil(vast));
  CHECK(json.number("/needed") == std::ceil(vast / (1 + vast / 100)));
  CHECK(json.size("/years") == 2);
  CHECK(json.number("/years/1/customers") == 8);
}

TEST_CASE("sizes by year weigh the years, and their sum is the base", "[consistency]") {
  Read read;
  const ResultJson json = read.ask(R"(,"strata":{"2022":10,"2023":90})");
  CHECK(json.number("/base") == 100);
  CHECK(json.number("/mean/value") == 1'000 + 0.9 * 4'500);
  CHECK(distance(json.number("/repeat_share/value"), 0.1) < 1e-14);
  CHECK(json.number("/years/0/size") == 10);
  const ResultJson without = read.ask("");
  CHECK(without.null("/base"));
  CHECK(without.null("/total"));
  CHECK(without.null("/needed"));
  CHECK(without.number("/needed_of_many") > 12);
}

TEST_CASE("a base below the sample, a year without size or sample: a sentence and no numbers", "[input]") {
  Read read;
  const auto refused = [&](const std::string& fields, const std::string& code) {
    const ResultJson json = read.ask(fields);
    INFO(fields);
    CHECK(json.has_code("/caveats", code));
    CHECK(json.null("/mean"));
    CHECK(json.null("/total"));
    CHECK(json.null("/base"));
  };
  refused(R"(,"base":11)", "base_below_sample");
  refused(R"(,"strata":{"2022":3,"2023":90})", "stratum_below_sample");
  refused(R"(,"strata":{"2022":30})", "stratum_without_size");
  refused(R"(,"strata":{"2021":5,"2022":30,"2023":90})", "stratum_not_sampled");
  for (const char* wrong : {R"(,"strata":[1])", R"(,"strata":{"x":3})", R"(,"strata":{"2022":-1})", R"(,"base":0)", R"(,"precision":0)", R"(,"months":12)"})
    CHECK(read.session.compute(std::string(R"({"kind":"whole_base")") + wrong + "}").starts_with(R"({"error")"));
}
