// "by_channel" as the page gets it: files through a session, numbers by hand, names put together, what is said where they tell little, and the made-up shop's planted truth.
#include "results/acquisition_channels.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "../support/result_json.h"
#include "../support/second_road.h"
#include "sample/sample_orders.h"
#include "sample/sample_spend.h"
#include "session.h"

using namespace lifeworth;
using lifeworth::test::answer_to;
using lifeworth::test::distance;
using test::ResultJson;

namespace {

std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// In each month of 2023 and 2024 twelve customers come by Google for 50.00, six by a friend for 80.00, two by nobody knows what; the orders are known to the end of 2024.
std::string orders(const std::string& header = "utm_source") {
  std::string csv = "order_id,customer,date,amount,currency," + header + "\n";
  int order = 0;
  for (int month = 0; month < 24; ++month)
    for (int i = 0; i < 20; ++i) {
      const char* channel = i < 12 ? "Google-Ads" : i < 18 ? "friend" : "";
      const std::string number = std::to_string(++order);
      csv += number + ",c" + number + "," + std::to_string(2023 + month / 12) + "-" + two(month % 12 + 1) + "-" + two(1 + i) + "," + (i < 12 ? "50.00" : "80.00") + ",EUR," + channel + "\n";
    }
  return csv + "9999,c1,2024-12-31,1.00,EUR,friend\n";
}

/// 600.00 a month on "google ads", 100.00 on flyers.
std::string spend() {
  std::string csv = "date,channel,spend,currency\n";
  for (int month = 0; month < 24; ++month) {
    const std::string date = std::to_string(2023 + month / 12) + "-" + two(month % 12 + 1) + "-01";
    csv += date + ",google ads,600.00,EUR\n" + date + ",flyers,100.00,EUR\n";
  }
  return csv;
}

ResultJson ask(const std::string& fields, std::initializer_list<std::string> tables) { return answer_to(R"({"kind":"acquisition")" + fields + "}", tables); }

}  // namespace

TEST_CASE("customers, spend and value by the channel of the first order, by hand", "[correctness]") {
  const ResultJson json = ask(R"(,"margin":0.5,"onboarding_cost":3)", {orders(), spend()});
  CHECK(json.text("/by_channel/column") == "utm_source");
  CHECK(json.number("/by_channel/customers") == 480);
  CHECK(json.number("/by_channel/unknown") == 48);
  CHECK(json.has_code("/caveats", "channels_unknown"));
  CHECK_FALSE(json.has_code("/caveats", "acquisition_blended"));
  CHECK_FALSE(json.has_code("/caveats", "channels_place_of_sale"));
  REQUIRE(json.size("/by_channel/channels") == 3);
  CHECK(json.text("/by_channel/channels/0/name") == "google ads");
  CHECK(json.text("/by_channel/channels/0/in_orders/0") == "Google-Ads");
  CHECK(json.number("/by_channel/channels/0/customers") == 288);
  CHECK(distance(json.number("/by_channel/channels/0/share/value"), 0.6) < 1e-12);
  CHECK(json.number("/by_channel/channels/0/spend") == 24 * 60'000);
  CHECK(json.number("/by_channel/channels/0/cac/value") == 5300);
  CHECK(json.number("/by_channel/channels/0/ages/2/value/value") == 2500);
  // Thirteen months had reached a year by the end of 2024, the last of them with all whose first purchase was on 1 January 2024.
  CHECK(json.number("/by_channel/channels/0/ages/2/customers") == 12 * 12 + 1);
  CHECK(json.text("/by_channel/channels/1/name") == "friend");
  CHECK(json.null("/by_channel/channels/1/in_spend"));
  CHECK(json.null("/by_channel/channels/1/cac"));
  CHECK(json.number("/by_channel/channels/1/ages/2/value/value") == 4000);
  CHECK(json.text("/by_channel/channels/2/name") == "flyers");
  CHECK(json.size("/by_channel/channels/2/in_orders") == 0);
  CHECK(json.null("/by_channel/channels/2/cac"));
  CHECK(json.number("/by_channel/all/cac/value") == 3800);  // 35.00 and 3.00
  CHECK(json.number("/by_channel/all/cac/value") == json.number("/definitions/3/cac/value"));
  CHECK(json.number("/by_channel/compared_age") == 12);

  // A person knows that friends were given flyers.
  const ResultJson told = ask(R"(,"same_channels":{"friend":"Flyers"})", {orders(), spend()});
  CHECK(told.text("/by_channel/channels/1/in_spend") == "flyers");
  CHECK(told.truth("/by_channel/channels/1/by_person"));
  CHECK(told.number("/by_channel/channels/1/cac/value") == 1667);
  CHECK(told.text("/by_channel/channels/1/against_others/cac_is") == "lower");
  CHECK(told.text("/by_channel/channels/0/against_others/cac_is") == "higher");
  const ResultJson apart = ask(R"(,"same_channels":{"google ads":""})", {orders(), spend()});
  CHECK(apart.null("/by_channel/channels/0/in_spend"));
  CHECK(apart.null("/by_channel/channels/0/cac"));
  // What is not meant to find customers costs no customer.
  const ResultJson found = ask(R"(,"not_acquisition":["google ads"])", {orders(), spend()});
  CHECK(found.null("/by_channel/channels/0/cac"));
  CHECK_FALSE(found.truth("/by_channel/channels/0/acquisition"));
}

TEST_CASE("orders without channels have no answer by channel; places of sale are called that; odd pairs are refused", "[input]") {
  const std::string plain = "order_id,customer,date,amount,currency\n1,a,2023-01-05,5.00,EUR\n2,b,2023-02-05,5.00,EUR\n";
  const ResultJson none = ask("", {plain, spend()});
  CHECK(none.null("/by_channel"));
  CHECK(none.has_code("/caveats", "acquisition_blended"));
  CHECK(ask("", {orders("Sales channel"), spend()}).has_code("/caveats", "channels_place_of_sale"));
  const std::string shopify = "Name,Email,Financial Status,Created at,Currency,Total,Lineitem quantity,Lineitem name,Lineitem price,Source\n"
                              "#1,a@example.org,paid,2023-01-05 10:00:00 +0000,EUR,5.00,1,Tea,5.00,web\n#2,b@example.org,paid,2023-02-05 10:00:00 +0000,EUR,5.00,1,Tea,5.00,pos\n";
  CHECK(ask("", {shopify, spend()}).has_code("/caveats", "channels_place_of_sale"));
  Session session;
  CHECK(session.compute(R"({"kind":"acquisition","same_channels":["a"]})").find("same_channels") != std::string::npos);
  CHECK(session.compute(R"({"kind":"acquisition","same_channels":{"a":1}})").find("same_channels") != std::string::npos);
}

TEST_CASE("channels are compared among customers who are alike in country, plan or representative, and these stand in for channels", "[correctness]") {
  // Who comes by search lives in ES, where 100.00 is spent, four times in five; by social in PT, where 20.00 is. Either way social brings 10.00 more. Tom sells search, Ines social.
  std::string csv = "order_id,customer,date,amount,currency,utm_source,billing country,sales rep\n";
  int order = 0;
  const auto add = [&](const char* channel, const char* country, int count, int amount) {
    for (int i = 0; i < count; ++i) {
      const std::string number = std::to_string(++order), cents = i % 2 ? ".50" : ".00";
      csv += number + ",c" + number + ",2023-" + two(1 + i % 6) + "-" + two(1 + i % 28) + "," + std::to_string(amount) + cents + ",EUR," + channel + "," + country + "," + (channel[1] == 'e' ? "Tom" : "Ines") + "\n";
    }
  };
  add("search", "ES", 80, 100), add("search", "PT", 20, 20), add("social", "ES", 20, 110), add("social", "PT", 80, 30), add("social", "", 6, 500);
  csv += "9999,c1,2024-12-31,1.00,EUR,search,ES,Tom\n";
  const ResultJson plain = ask("", {csv, spend()});
  CHECK(plain.text("/by_channel/compare_by") == "channel");
  REQUIRE(plain.size("/by_channel/adjusted_for") == 1);
  CHECK(plain.text("/by_channel/adjusted_for/0") == "joined");
  REQUIRE(plain.size("/by_channel/columns") == 3);
  CHECK(plain.text("/by_channel/columns/1/trait") == "country");
  CHECK(plain.text("/by_channel/columns/1/column") == "billing country");
  CHECK(plain.text("/by_channel/columns/2/trait") == "agent");

  const ResultJson alike = ask(R"(,"adjust_for":["country"])", {csv, spend()});
  CHECK(alike.text("/by_channel/adjusted_for/0") == "country");
  CHECK(alike.text("/by_channel/channels/0/name") == "social");
  const std::string at = "/by_channel/channels/0/against_others";
  CHECK(alike.number(at + "/adjusted/value") == 1000);
  CHECK(alike.number(at + "/strata") == 2);
  CHECK(alike.number(at + "/own") == 100);
  CHECK(alike.number(at + "/others") == 100);
  CHECK(alike.number(at + "/left_out") == 6);
  CHECK(alike.number(at + "/moved") == 1000 - alike.number(at + "/value/value"));
  CHECK(alike.text(at + "/value_is") == "higher");
  CHECK(alike.has_code("/caveats", "trait_unknown"));
  CHECK_FALSE(plain.has_code("/caveats", "trait_unknown"));

  // By country instead: nothing is spent on one, and the channel is something to be alike in.
  const ResultJson country = ask(R"(,"compare_by":"country","adjust_for":["channel","country"])", {csv, spend()});
  CHECK(country.text("/by_channel/column") == "billing country");
  CHECK(country.text("/by_channel/adjusted_for/0") == "channel");
  CHECK(country.size("/by_channel/adjusted_for") == 1);
  CHECK(country.size("/by_channel/spend_names") == 0);
  CHECK(country.text("/by_channel/channels/0/name") == "ES");
  CHECK(country.null("/by_channel/channels/0/cac"));
  CHECK(country.number("/by_channel/channels/0/against_others/adjusted/value") == 8000);
  CHECK_FALSE(country.has_code("/caveats", "channels_unknown"));
  // One representative a channel: they meet nowhere.
  const ResultJson apart = ask(R"(,"adjust_for":["joined","agent"])", {csv, spend()});
  CHECK(apart.null(at + "/adjusted"));
  CHECK(apart.number(at + "/left_out") == 106);
  // Orders that tell of no channel are parted by what they do tell.
  const std::string no_channel = "order_id,customer,date,amount,currency,plan\n1,a,2023-01-05,5.00,EUR,Pro\n2,b,2023-02-05,5.00,EUR,Basic\n";
  const ResultJson plans = ask("", {no_channel, spend()});
  CHECK(plans.text("/by_channel/compare_by") == "plan");
  CHECK(plans.has_code("/caveats", "acquisition_blended"));

  Session session;
  for (const char* wrong : {R"("adjust_for":"country")", R"("adjust_for":["size"])", R"("adjust_for":[1])"})
    CHECK(session.compute(std::string(R"({"kind":"acquisition",)") + wrong + "}").find("adjust_for") != std::string::npos);
  CHECK(session.compute(R"({"kind":"acquisition","compare_by":"joined"})").find("compare_by") != std::string::npos);
}

TEST_CASE("without spend, where customers come from and what they bring, by hand", "[correctness]") {
  const ResultJson json = ask(R"(,"margin":0.5)", {orders()});
  CHECK_FALSE(json.truth("/counted"));
  CHECK((json.null("/first_day") && json.number("/rows") == 0 && json.number("/total") == 0 && json.size("/channels") == 0));
  CHECK(json.number("/drawn") == 1);
  CHECK(json.text("/observation_end") == "2024-12-31");
  CHECK(json.text("/by_channel/compare_by") == "channel");
  CHECK((json.number("/by_channel/customers") == 480 && json.number("/by_channel/unknown") == 48));
  CHECK(json.has_code("/caveats", "trait_not_named"));
  CHECK_FALSE(json.has_code("/caveats", "channels_unknown"));  // speaks of a cost
  CHECK_FALSE(json.has_code("/caveats", "acquisition_old_customers"));
  REQUIRE(json.size("/by_channel/channels") == 2);
  CHECK(json.text("/by_channel/channels/0/name") == "Google-Ads");
  CHECK((json.number("/by_channel/channels/0/customers") == 288 && json.number("/by_channel/channels/1/customers") == 144));
  CHECK((json.null("/by_channel/channels/0/cac") && json.null("/by_channel/all/cac") && json.size("/by_channel/spend_names") == 0));
  CHECK(json.number("/by_channel/all/customers") == 480);
  // Half of 50.00 and of 80.00, for those who joined up to 1 January 2024; nobody buys again but c1, who is among them.
  CHECK(json.number("/by_channel/compared_age") == 12);
  CHECK(json.number("/by_channel/channels/0/ages/2/customers") == 12 * 12 + 1);
  CHECK(json.number("/by_channel/channels/0/ages/2/value/value") == 2500);
  CHECK(json.null("/by_channel/channels/0/ages/2/ratio"));
  CHECK(json.number("/by_channel/channels/1/ages/2/value/value") == 4000);
  CHECK(json.number("/by_channel/channels/1/against_others/value/value") == 1500);
  CHECK(json.number("/by_channel/channels/1/against_others/adjusted/value") == 1500);

  // The same values as beside a file of spend of the same days.
  const ResultJson beside = ask(R"(,"margin":0.5)", {orders(), spend()});
  CHECK(beside.number("/by_channel/all/ages/2/value/value") == json.number("/by_channel/all/ages/2/value/value"));
}

TEST_CASE("what parts customers by default is the first of which two are named; one alone is nothing to compare", "[input]") {
  const auto csv = [](const std::string& second_channel, const std::string& second_country) {
    return "order_id,customer,date,amount,currency,utm_source,billing country\n1,a,2023-01-05,5.00,EUR,web,ES\n2,b,2023-02-05,5.00,EUR," + second_channel + "," + second_country + "\n";
  };
  CHECK(ask("", {csv("shop", "PT")}).text("/by_channel/compare_by") == "channel");
  CHECK(ask("", {csv("Web", "PT")}).text("/by_channel/compare_by") == "country");
  CHECK(ask("", {csv("", "PT")}).text("/by_channel/compare_by") == "country");
  CHECK(ask(R"(,"compare_by":"auto")", {csv("web", "PT")}).text("/by_channel/compare_by") == "country");
  CHECK(ask(R"(,"compare_by":"channel")", {csv("web", "PT")}).text("/by_channel/compare_by") == "channel");
  const ResultJson alike = ask("", {csv("web", "es")});
  CHECK((alike.null("/by_channel") && !alike.truth("/counted")));
  CHECK(ask("", {csv("web", "PT"), spend()}).text("/by_channel/compare_by") == "country");
  CHECK(ask("", {csv("web", "ES"), spend()}).text("/by_channel/compare_by") == "channel");
}

TEST_CASE("the summary names what orders say of customers", "[correctness]") {
  const auto traits = [](const std::string& csv) {
    Session session;
    session.peek(csv, true);
    session.push(csv);
    const ResultJson summary(session.finish());
    std::string names;
    for (std::size_t i = 0; i < summary.size("/traits"); ++i) names += summary.text("/traits/" + std::to_string(i)) + " ";
    return names;
  };
  CHECK(traits(orders()) == "channel ");
  CHECK(traits("order_id,customer,date,amount,plan,billing country,referred by\n1,a,2023-01-05,5.00,Pro,ES,\n2,b,2023-02-05,5.00,Basic,ES,a\n") == "country plan referred_by ");
  CHECK(traits("order_id,customer,date,amount\n1,a,2023-01-05,5.00\n").empty());
}

TEST_CASE("what is planted in the made-up shop is found: social is cheaper than search, referral brings more", "[consistency]") {
  const SampleOptions options{4000, 3, true};
  const ResultJson json = ask(R"(,"margin":0.3,"not_acquisition":["newsletter"])", {sample_csv(options), sample_spend_csv(options)});
  const auto side = [&](const std::string& name, const std::string& what) -> std::string {
    for (std::size_t i = 0; i < json.size("/by_channel/channels"); ++i) {
      const std::string at = "/by_channel/channels/" + std::to_string(i);
      if (json.text(at + "/name") == name) return json.null(at + "/against_others/" + what) ? "none" : json.text(at + "/against_others/" + what);
    }
    return "missing";
  };
  CHECK(side("social", "cac_is") == "lower");
  CHECK(side("search", "cac_is") == "higher");
  CHECK(side("direct", "cac_is") == "none");
  CHECK(side("newsletter", "cac_is") == "none");
  CHECK(side("referral", "value_is") == "higher");
  CHECK(side("direct", "value_is") == "lower");
}
