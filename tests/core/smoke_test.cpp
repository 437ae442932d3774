#include <catch2/catch_test_macros.hpp>

#include "session.h"

using lifeworth::Session;

TEST_CASE("a session reads a small orders file and counts every row", "[smoke]") {
  Session session;
  const std::string csv = "email,date,total\na@x.org,2024-01-05,10.00\nb@x.org,2024-01-06,5.50\na@x.org,2024-02-05,-2.00\nc@x.org,,3.00\n";
  const std::string reading = session.peek(csv, true);
  CHECK(reading.find(R"("customer":{"column":0)") != std::string::npos);
  CHECK(reading.find(R"("date":{"column":1)") != std::string::npos);
  CHECK(reading.find(R"("amount":{"column":2)") != std::string::npos);
  session.push(csv);
  const std::string summary = session.finish();
  CHECK(summary.find(R"("rows_read":4,"rows_used":3,"rows_left_out":1)") != std::string::npos);
  CHECK(summary.find(R"("total":1350)") != std::string::npos);
}
