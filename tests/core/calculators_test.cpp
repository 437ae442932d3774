// The door of the calculators, and the same answers through a session.
#include "calculators.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "session.h"
#include "support/result_json.h"

using namespace lifeworth;
using lifeworth::test::ResultJson;

TEST_CASE("a request of the calculators is told from any other", "[scenarios][consistency]") {
  for (const char* kind : {"calculators", "calculation", "uncertainty", "solve"}) CHECK(is_calculator_request(std::string(R"({"kind":")") + kind + "\"}"));
  CHECK(is_calculator_request(R"({"scenarios":[{}],"kind":"solve"})"));
  for (const char* json : {R"({"kind":"realised"})", R"({"kind":"prediction"})", R"({"kind":"calculations"})", R"({"kind":7})", "{}", "", "[]", "\"calculation\"", R"({"kind":"calculation")",
                           R"([{"kind":"calculation"}])", R"({"scenarios":[{"kind":"solve"}]})"}) {
    CAPTURE(json);
    CHECK_FALSE(is_calculator_request(json));
  }
}

TEST_CASE("a session answers calculator requests as the calculators' own door, without a file", "[scenarios][consistency]") {
  Session session;
  for (const char* request : {R"({"kind":"calculators"})", R"({"kind":"calculation","calculator":"clv_cac","currency":"EUR","scenarios":[{},{"acquisition_spend":500000}]})",
                              R"({"kind":"uncertainty","calculator":"margin_multiple","currency":"JPY","draws":1000,"scenarios":[{"retention":{"value":0.8,"low":0.7,"high":0.9}}]})",
                              R"({"kind":"solve","calculator":"break_even","currency":"KWD","input":"retention_per_year","output":"net_clv","target":0,"scenarios":[{}]})",
                              R"({"kind":"calculation","calculator":"nothing"})"}) {
    CAPTURE(request);
    const std::string answer = session.compute(request);
    CHECK(answer == calculate(request));
    CHECK_FALSE(answer.empty());
  }
  CHECK(ResultJson(session.compute(R"({"kind":"prediction"})")).text("/error/code") == "out_of_order");
}

TEST_CASE("what the calculators cannot understand is an error like any other", "[scenarios][input]") {
  for (const char* request : {"", "7", R"({"kind":"prediction"})", R"({"kind":"calculation"})", R"({"kind":"calculation","calculator":"simple_clv","scenarios":[{"margin":"a lot"}]})"}) {
    CAPTURE(request);
    const ResultJson json(calculate(request));
    CHECK(json.text("/error/code") == "bad_request");
    CHECK_FALSE(json.text("/error/saw").empty());
  }
}

TEST_CASE("nothing is kept between two calculations", "[scenarios][consistency]") {
  const char* example = R"({"kind":"calculation","calculator":"simple_clv","scenarios":[{}]})";
  const std::string first = calculate(example);
  calculate(R"({"kind":"calculation","calculator":"simple_clv","currency":"JPY","scenarios":[{"margin":0.9}]})");
  CHECK(calculate(example) == first);
}
