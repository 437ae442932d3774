// The made-up shop's tickets and what customers said of them: what is planted is there, and the page's questions find it.
#include "sample/sample_contacts.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "../support/result_json.h"
#include "sample/sample_answers.h"
#include "sample/sample_spend.h"

using namespace lifeworth;
using test::ResultJson;

namespace {

struct Mean {
  double sum = 0, n = 0;
  void add(double value) { sum += value, ++n; }
  double value() const { return sum / n; }
};

}  // namespace

TEST_CASE("one seed makes one file of tickets and one of effort, byte for byte, and another seed others", "[consistency]") {
  for (const auto csv : {sample_tickets_csv, sample_effort_csv}) {
    CHECK(csv({300, 5, true}) == csv({300, 5, true}));
    CHECK(csv({300, 5, true}) != csv({300, 6, true}));
  }
}

TEST_CASE("what is planted in the tickets is there: money given back brings contacts, waiting and coming back cost satisfaction and effort, agents are alike", "[consistency]") {
  const SampleOptions options{20'000, 4, true};
  double purchases = 0, refunds = 0;
  for (const SampleOrder& order : sample_orders(options)) ++(order.amount < 0 ? refunds : purchases);
  const Day last = sample_orders(options).back().day;
  double after_purchases = 0, after_refunds = 0;
  Mean by_agent[4], again, once, waited, at_once, effort_again, effort_once, chat, email, delivery_open, other_open;
  for (const SampleContact& each : sample_contacts(options)) {
    REQUIRE(each.opened <= last);
    REQUIRE(each.closed >= each.opened);
    REQUIRE(each.handle_seconds > 0);
    ++(each.topic == 3 ? after_refunds : after_purchases);
    (each.topic == 0 ? delivery_open : other_open).add(each.closed - each.opened);
    if (each.effort) (each.reopened ? effort_again : effort_once).add(*each.effort);
    if (!each.csat) continue;
    REQUIRE((*each.csat >= 1 && *each.csat <= 5));
    by_agent[each.agent].add(*each.csat);
    (each.reopened ? again : once).add(*each.csat);
    (each.closed - each.opened >= 3 ? waited : at_once).add(*each.csat);
    if (each.channel < 2) (each.channel == 1 ? chat : email).add(*each.csat);
  }
  // Some of the last days' purchases bring theirs after the last day.
  CHECK(std::abs(after_purchases / purchases - sample_contacts_a_purchase) < 0.01);
  CHECK(std::abs(after_refunds / refunds - sample_contacts_a_refund) < 0.04);
  CHECK(delivery_open.value() > other_open.value() + 0.5);
  CHECK(once.value() > again.value() + 0.5);
  CHECK(at_once.value() > waited.value() + 0.5);
  CHECK(effort_again.value() > effort_once.value() + 0.5);
  CHECK(chat.value() > email.value() + 0.1);
  for (const Mean& agent : by_agent) CHECK(std::abs(agent.value() - by_agent[0].value()) < 0.12);
}

TEST_CASE("the made-up shop's five files are read together, every row of each is used, and satisfaction and effort are recognised", "[smoke]") {
  const SampleOptions options{1200, 1, true};  // as the page shows it
  Session session;
  std::size_t lines = 0;
  for (const std::string& csv : {sample_csv(options), sample_spend_csv(options), sample_answers_csv(options), sample_tickets_csv(options), sample_effort_csv(options)}) {
    session.peek(csv, true);
    session.push(csv);
    lines += static_cast<std::size_t>(std::ranges::count(csv, '\n')) - 1;
  }
  const ResultJson summary(session.finish());
  CHECK(summary.number("/rows_used") == double(lines));
  CHECK(summary.number("/rows_left_out") == 0);
  const auto ask = [&](const char* request) { return ResultJson(session.compute(request)); };
  const ResultJson csat = ask(R"({"kind":"survey","file":3})"), effort = ask(R"({"kind":"survey","file":4})");
  CHECK(csat.text("/scale/measure") == "csat");
  CHECK(csat.text("/records") == "contacts");
  CHECK(csat.number("/result/n") > 100);
  CHECK(effort.text("/scale/measure") == "ces_low");
  CHECK(effort.number("/result/n") > 100);
}
