#include "results/request.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "../support/shop.h"

using namespace lifeworth;

namespace {

/// The English of what is wrong with a request; empty where nothing is.
std::string complaint(std::string_view json) {
  const auto request = parse_request(json);
  return request ? "" : english(request.error());
}

}  // namespace

TEST_CASE("a request with nothing but its kind has the documented defaults", "[consistency]") {
  const auto request = parse_request(R"({"kind":"customers"})");
  REQUIRE(request);
  CHECK(request->kind == Request::Kind::customers);
  CHECK(request->settings == PredictionSettings{1, 0.1, 12, std::nullopt, std::nullopt, std::nullopt});
  CHECK((request->sort == CustomerColumn::clv && request->descending && request->offset == 0 && request->limit == 100));
  CHECK((request->delimiter == ',' && request->decimal_mark == '.'));
}

TEST_CASE("a request carries every field it names", "[consistency]") {
  const auto request = parse_request(R"({"kind":"customers_csv","margin":0.35,"discount":0.08,"horizon_months":24,"observation_end":"2024-02-29",
    "calibration_end":null,"model":"pareto_nbd","sort":"first_day","descending":false,"offset":200,"limit":50,"delimiter":";","decimal_mark":","})");
  REQUIRE(request);
  CHECK(request->kind == Request::Kind::customers_csv);
  CHECK(request->settings == PredictionSettings{0.35, 0.08, 24, test::day("2024-02-29"), std::nullopt, PurchaseModel::pareto_nbd, true});
  CHECK((request->sort == CustomerColumn::first_day && !request->descending && request->offset == 200 && request->limit == 50));
  CHECK((request->delimiter == ';' && request->decimal_mark == ','));
  const auto spend = parse_request(R"({"kind":"acquisition","lag_days":14,"onboarding_cost":2.5,"not_acquisition":["Brand",""],"definition":"lagged","payback_months":36,"outside_cac":null,"outside_ratio":3})");
  REQUIRE(spend);
  CHECK((spend->acquisition.lag_days == 14 && spend->acquisition.onboarding_cost == 2.5 && spend->acquisition.payback_months == 36));
  CHECK(spend->acquisition.not_acquisition == std::vector<std::string>{"Brand"});
  CHECK(spend->acquisition.definition == CacDefinition::lagged);
  CHECK((!spend->acquisition.outside_cac && spend->acquisition.outside_ratio == 3));
  const auto sample = parse_request(R"({"kind":"sample","sample_customers":10,"seed":7})");
  REQUIRE(sample);
  CHECK((sample->sample_customers == 10 && sample->seed == 7));
}

TEST_CASE("a wrong field is named in the complaint", "[input]") {
  const struct {
    const char *json, *named;
  } cases[] = {{R"({"kind":"prediction","margin":1.2})", "“margin”"},
               {R"({"kind":"prediction","margin":"0.4"})", "“margin”"},
               {R"({"kind":"prediction","margn":0.4})", "“margn”"},
               {R"({"kind":"prediction","discount":-0.1})", "“discount”"},
               {R"({"kind":"prediction","horizon_months":0})", "“horizon_months”"},
               {R"({"kind":"prediction","horizon_months":12.5})", "“horizon_months”"},
               {R"({"kind":"prediction","observation_end":"2023-02-29"})", "“observation_end”"},
               {R"({"kind":"prediction","observation_end":20240101})", "“observation_end”"},
               {R"({"kind":"prediction","calibration_end":"1/2/2024"})", "“calibration_end”"},
               {R"({"kind":"customers","sort":"name"})", "“sort”"},
               {R"({"kind":"customer","customer":null})", "“customer”"},
               {R"({"kind":"customer","sort":"clv"})", "“sort”"},
               {R"({"kind":"customers","descending":"yes"})", "“descending”"},
               {R"({"kind":"customers","offset":-1})", "“offset”"},
               {R"({"kind":"customers","limit":0})", "“limit”"},
               {R"({"kind":"customers_csv","delimiter":"; "})", "“delimiter”"},
               {R"({"kind":"customers_csv","decimal_mark":"'"})", "“decimal_mark”"},
               {R"({"kind":"sample","sample_customers":9})", "“sample_customers”"},
               {R"({"kind":"sample","seed":-3})", "“seed”"},
               {R"({"kind":"sample","table":"visits"})", "“table”"},
               {R"({"kind":"acquisition","definition":"ltv"})", "“definition”"},
               {R"({"kind":"acquisition","lag_days":366})", "“lag_days”"},
               {R"({"kind":"acquisition","not_acquisition":[1]})", "“not_acquisition”"},
               {R"({"kind":"acquisition","model":"bg_nbd"})", "“model”"},
               {R"({"kind":"repeat","margin":0.4})", "“margin”"},  // a field of another kind
               {R"({"kind":"prediction","limit":3})", "“limit”"},
               {R"({"kind":"forecast"})", "“kind”"},
               {R"({"kind":7})", "“kind”"},
               {R"({"margin":0.5})", "“kind”"}};
  for (const auto& [json, named] : cases) {
    CAPTURE(json);
    CHECK(complaint(json).find(named) != std::string::npos);
  }
}

TEST_CASE("what is no JSON object is refused", "[input]") {
  for (const char* json : {"", "   ", "[]", "null", "\"kind\"", "{\"kind\":\"realised\"", "{kind:1}", "{\"kind\":\"realised\"} x", "\xFF\xFE"}) {
    CAPTURE(json);
    const auto request = parse_request(json);
    REQUIRE_FALSE(request);
    CHECK(request.error().code == Code::bad_request);
  }
}

TEST_CASE("numbers at the ends of their ranges are taken, beyond them not", "[input]") {
  CHECK(complaint(R"({"kind":"prediction","margin":0,"discount":0,"horizon_months":1})").empty());
  CHECK(complaint(R"({"kind":"prediction","margin":1,"discount":10,"horizon_months":120})").empty());
  CHECK_FALSE(complaint(R"({"kind":"prediction","horizon_months":121})").empty());
  CHECK_FALSE(complaint(R"({"kind":"prediction","discount":1e999})").empty());
  CHECK_FALSE(complaint(R"({"kind":"customers","offset":99999999999999999999})").empty());
}

TEST_CASE("a change of the mapping sets what it names, clears with null, and names what is wrong", "[input]") {
  const auto change = parse_mapping_change(R"({"customer":3,"order_id":null,"date_order":"dmy","decimal_mark":",","currency_code":"EUR","delimiter":"\t","has_header":false})");
  INFO((change ? "" : english(change.error())));
  REQUIRE(change);
  REQUIRE(change->columns.size() == 2);
  CHECK((change->columns[0].role == Role::customer && change->columns[0].column == 3));
  CHECK_FALSE(change->columns[1].column);
  CHECK((change->date_order == DateOrder::dmy && change->decimal_mark == ',' && change->currency == "EUR" && change->delimiter == '\t' && change->has_header == false));
  for (const auto& [json, named] : {std::pair(R"({"customer":-1})", "“customer”"), std::pair(R"({"date_order":"ydm"})", "“date_order”"),
                                    std::pair(R"({"currency_code":"EURO"})", "“currency_code”"), std::pair(R"({"decimal_mark":"x"})", "“decimal_mark”"),
                                    std::pair(R"({"delimiter":"::"})", "“delimiter”"), std::pair(R"({"has_header":1})", "“has_header”"),
                                    std::pair(R"({"colour":1})", "“colour”")}) {
    const auto wrong = parse_mapping_change(json);
    CAPTURE(json);
    REQUIRE_FALSE(wrong);
    CHECK(english(wrong.error()).find(named) != std::string::npos);
  }
}
