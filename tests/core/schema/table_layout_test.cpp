// Where the table is: titles and comments before it, headers of one line and of more, rows that are none of it, and what only looks so.
#include "schema/table_layout.h"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "../support/file_rows.h"

using lifeworth::RowKind;
using support::document;
using support::FileRows;
using support::read_file;
using Cells = std::vector<std::string>;

namespace {

const Cells orders_header = {"Email", "Date", "Amount"};

void check(const FileRows& file, const Cells& header, std::size_t rows, std::size_t preamble) {
  CHECK(file.header == header);
  CHECK(file.rows.size() == rows);
  CHECK(file.lines.preamble == preamble);
}

}  // namespace

TEST_CASE("a plain table has nothing before it", "[correctness]") {
  const FileRows file = read_file("Email,Date,Amount\na@example.org,2024-01-05,9.50\nb@example.org,2024-01-06,7.00\n");
  check(file, orders_header, 2, 0);
  CHECK(file.lines.header == 1);
  CHECK(file.rows[1] == Cells{"b@example.org", "2024-01-06", "7.00"});
}

TEST_CASE("Google Ads: a title, a period with a comma, totals at the end", "[input]") {
  const std::string rows = "Enabled,Brand,USD,\"1,204\",50.0%,$172.45\nPaused,Shoes,USD,--,--,--\nEnabled,Hats,USD,310,< 10%,$20.00\n"
                           "Total: Campaigns,--,USD,\"1,514\",40.0%,$192.45\nTotal: Account,--,USD,\"1,514\",40.0%,$192.45\n";
  for (const char* period : {"All time", "\"March 31, 2026 - April 13, 2026\""}) {
    const FileRows file = read_file("Campaign report\n" + std::string(period) + "\nCampaign status,Campaign,Currency code,Clicks,CTR,Cost\n" + rows);
    check(file, {"Campaign status", "Campaign", "Currency code", "Clicks", "CTR", "Cost"}, 3, 2);
    CHECK(file.count(RowKind::total) == 2);
  }
  const FileRows spanish = read_file("Informe de campa\u00F1a\n1 de julio de 2026 - 20 de septiembre de 2026\nSemana\tEstado de la campa\u00F1a\tCampa\u00F1a\tCoste\tImpr.\tClics\n"
                                     "2026-07-06\tHabilitada\tMarca\t8651,95\t1.247\t12\n2026-07-13\tHabilitada\tMarca\t51,95\t247\t2\nTotal: Cuenta\t--\t--\t8703,90\t1.494\t14\n");
  check(spanish, {"Semana", "Estado de la campa\u00F1a", "Campa\u00F1a", "Coste", "Impr.", "Clics"}, 2, 2);
  CHECK(spanish.count(RowKind::total) == 1);
}

TEST_CASE("LinkedIn: a title, a line with a comma, a blank line, a total", "[input]") {
  const std::string table = "Start Date (in UTC),Account Name,Campaign Name,Campaign ID,Total Spent,Impressions,Clicks,Currency\n09/01/2026,Acme,Brand,7001,12.50,1000,12,USD\n"
                            "09/02/2026,Acme,Brand,7001,13.50,1100,14,USD\n";
  const FileRows file = read_file("Campaign Performance Report (in UTC)\nReport Start: 09/01/2026, Report End: 09/30/2026\n\n" + table + "Total,,,,26.00,2100,26,USD\n");
  CHECK(file.header.front() == "Start Date (in UTC)");
  CHECK(file.rows.size() == 2);
  CHECK(file.lines.preamble == 2);
  CHECK(file.lines.blank == 1);
  CHECK(file.count(RowKind::total) == 1);
  const FileRows quoted = read_file("Campaign Performance Report (in UTC)\n\"Report Start: September 1, 2026, 12:00 AM\"\n\"Date Generated: September 30, 2026, 5:10 PM\"\n\n" + table);
  CHECK(quoted.lines.preamble == 3);
  CHECK(quoted.rows.size() == 2);
}

TEST_CASE("GA4: a comment block, and of several tables the first", "[input]") {
  const std::string block = document({"# ----------------------------------------", "# Reports snapshot", "# Account: Acme, Inc.", "# Property: Shop", "# ----------------------------------------", "#",
                                      "# New users", "# Start date: 20260101", "# End date: 20260103", "Nth day,New users", "0000,123", "0001,130", "0002,99"});
  const std::string more = document({"", "# Start date: 20260101", "# End date: 20260103", "Country,Active users", "Spain,120", "Peru,90", "", "# Start date: 20260101", "# End date: 20260103",
                                     "Session primary channel group (Default channel group),Sessions,Engaged sessions,Total revenue", "Direct,12,10,99.50", "Paid Search,7,5,20"});
  const FileRows file = read_file(block + more);
  check(file, {"Nth day", "New users"}, 3, 9);
  CHECK(file.count(RowKind::note) == 2);
  CHECK(file.count(RowKind::other_table) == 8);  // with the comments of the third
  CHECK(file.lines.blank == 2);
  const FileRows wide = read_file(document({"# ----", "# Traffic acquisition", "# Start date: 20260101", "# ----", "", "Channel group,Sessions,Engaged sessions,Total revenue", "Direct,12,10,99.50",
                                            "Paid Search,7,5,20", ",19,15,119.50Grand total"}));
  CHECK(wide.header.front() == "Channel group");
  CHECK(wide.lines.preamble == 4);
}

TEST_CASE("Salesforce: subtotals and five lines of footer", "[input]") {
  const FileRows file = read_file(document({"\"Opportunity Owner\",\"Opportunity Name\",\"Stage\",\"Amount\",\"Close Date\"", "\"Ana\",\"North\",\"Closed Won\",\"1200.00\",\"1/5/2026\"",
                                            "\"Ana\",\"South, Ltd\",\"Closed Won\",\"200.00\",\"1/6/2026\"", "\"Subtotal\",\"\",\"\",\"1400.00\",\"\"", "\"Ben\",\"West\",\"Open\",\"70.00\",\"1/7/2026\"",
                                            "\"Grand Totals (3 records)\"", "", "\"Confidential Information - Do Not Distribute\"",
                                            "\"Copyright \u00A9 2000-2026 salesforce.com, inc. All rights reserved.\"", "\"Generated By: Ana 1/8/2026\""}));
  check(file, {"Opportunity Owner", "Opportunity Name", "Stage", "Amount", "Close Date"}, 3, 0);
  CHECK(file.count(RowKind::total) == 2);
  CHECK(file.count(RowKind::note) == 3);
}

TEST_CASE("Meta: a row of sums without a word stays a row", "[input]") {
  const FileRows file = read_file("Reporting starts,Reporting ends,Campaign name,Results,Amount spent (USD)\n2026-01-01,2026-01-31,,12,90.50\n2026-01-01,2026-01-31,Brand,7,50.00\n"
                                  "2026-01-01,2026-01-31,\"Shoes, hats\",5,40.50\n");
  check(file, {"Reporting starts", "Reporting ends", "Campaign name", "Results", "Amount spent (USD)"}, 3, 0);
}

TEST_CASE("a title and a blank line, padded titles, filters and periods before the header", "[input]") {
  const std::string table = "Email,Date,Amount,Currency\na@example.org,2024-01-05,9.50,EUR\nb@example.org,2024-01-06,7.00,EUR\nc@example.org,2024-01-07,8.00,EUR\n";
  const Cells header = {"Email", "Date", "Amount", "Currency"};
  check(read_file("Sales by customer\n\n" + table), header, 3, 1);
  check(read_file("Sales by customer\n" + table), header, 3, 1);
  check(read_file("Sales by customer,,,\n,,,\n" + table), header, 3, 2);
  check(read_file("Sales by customer,,,\nAcme Ltd,,,\nJanuary 2024,,,\n,,,\n" + table), header, 3, 4);
  check(read_file("Exported by,Somebody\nPeriod,January 2024\n\n" + table), header, 3, 2);
  check(read_file("Exported by,Somebody\nPeriod,January 2024\n" + table), header, 3, 2);
  check(read_file("\"Sales, by customer\"\nPeriod:,2024-01-01,2024-12-31\n\n" + table), header, 3, 2);
  check(read_file("Report,Sales by customer,,\nPeriod,2024-01-01,2024-12-31,\n" + table), header, 3, 2);
  check(read_file("Report,Sales by customer,Acme,EUR\n\n" + table), header, 3, 1);
  check(read_file("\n\n\n" + table), header, 3, 0);
  check(read_file("// exported by a shop\n// version 2\n" + table), header, 3, 2);
  check(read_file("-- exported by a shop\n" + table), header, 3, 1);
  check(read_file("; exported by a shop\n" + table), header, 3, 1);
  check(read_file("# exported by a shop, for you, by us, today\n" + table), header, 3, 1);
}

TEST_CASE("titles before a file with semicolons and decimal commas", "[input]") {
  const std::string table = "Kunde;Datum;Betrag;W\u00E4hrung\na@example.org;05.01.2024;1.009,50;EUR\nb@example.org;06.01.2024;7,00;EUR\nc@example.org;07.01.2024;8,00;EUR\n";
  const Cells header = {"Kunde", "Datum", "Betrag", "W\u00E4hrung"};
  check(read_file("Ums\u00E4tze, nach Kunden, alle\nStand: 8. Januar 2024, 12:00\n\n" + table), header, 3, 2);
  check(read_file("Zeitraum:;01.01.2024;31.12.2024\n" + table), header, 3, 1);
  check(read_file("Zeitraum:;01.01.2024;31.12.2024;\nFiliale;Mitte;;\n;;;\n" + table), header, 3, 3);
  const FileRows totals = read_file(table + "Gesamtsumme;;1.024,50;EUR\n\nErstellt am 08.01.2024 von der Kasse\n");
  check(totals, header, 3, 0);
  CHECK(totals.count(RowKind::total) == 1);
  CHECK(totals.count(RowKind::note) == 1);
}

TEST_CASE("a preamble longer than the table, and a header far down", "[input]") {
  std::string text;
  for (int i = 0; i < 12; ++i) text += "Filter " + std::to_string(i) + ": anything\n";
  const std::string table = "Email,Date,Amount,Currency,Country\na@example.org,2024-01-05,9.50,EUR,ES\nb@example.org,2024-01-06,7.00,EUR,PE\n";
  CHECK(read_file(text + table).lines.preamble == 12);
  CHECK(read_file(text + "\n" + table).rows.size() == 2);
  std::string pairs;
  for (int i = 0; i < 25; ++i) pairs += "Setting " + std::to_string(i) + ",value\n";
  const FileRows file = read_file(pairs + "\n" + table);
  CHECK(file.lines.preamble == 25);
  CHECK(file.header.front() == "Email");
}

TEST_CASE("titles before a table of two columns", "[input]") {
  const std::string table = "Email,Amount\na@example.org,9.50\nb@example.org,7.00\nc@example.org,8.00\n";
  check(read_file("Sales by customer\n\n" + table), {"Email", "Amount"}, 3, 1);
  check(read_file("Exported by,Somebody\nShop,North\n\n" + table), {"Email", "Amount"}, 3, 2);
  check(read_file("# made by a shop\n" + table), {"Email", "Amount"}, 3, 1);
}

TEST_CASE("#1001 is an order, not a comment", "[input]") {
  const FileRows shop = read_file("Name,Email,Total\n#1001,a@example.org,9.50\n#1002,b@example.org,7.00\n#1003,c@example.org,7.00\n");
  check(shop, {"Name", "Email", "Total"}, 3, 0);
  const FileRows bare = read_file("#1001,a@example.org,2024-01-05,9.50\n#1002,b@example.org,2024-01-06,7.00\n");
  check(bare, {"#1", "#2", "#3", "#4"}, 2, 0);
  CHECK(bare.lines.header == 0);
  const FileRows hash = read_file("# of orders,Customer,Total\n3,a@example.org,9.50\n2,b@example.org,7.00\n");
  check(hash, {"# of orders", "Customer", "Total"}, 2, 0);
  const FileRows typeform = read_file("#,How likely are you to recommend us?,Submit Date (UTC),Network ID\n7g2k,9,2026-01-05 10:00:00,n1\n8g2k,3,2026-01-06 10:00:00,n2\n");
  CHECK(typeform.header.front() == "#");
  CHECK(typeform.rows.size() == 2);
  const FileRows mugs = read_file("Product,Date,Total\n#1 fan mug,2024-01-05,9.50\n#2 fan mug,2024-01-06,7.00\nCup,2024-01-06,7.00\n");
  check(mugs, {"Product", "Date", "Total"}, 3, 0);
}

TEST_CASE("Qualtrics names its questions on three lines, old exports on two", "[input]") {
  const FileRows three = read_file("StartDate,EndDate,Status,Progress,ResponseId,Q1,Q1_NPS_GROUP,Q2\n"
                                   "Start Date,End Date,Response Type,Progress,Response ID,\"How likely are you\nto recommend us?\",\"How likely are you\nto recommend us? - Group\",Why?\n"
                                   "\"{\"\"ImportId\"\":\"\"startDate\"\",\"\"timeZone\"\":\"\"America/Denver\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\",\"\"timeZone\"\":\"\"America/Denver\"\"}\",\"{\"\"ImportId\"\":\"\"status\"\"}\","
                                   "\"{\"\"ImportId\"\":\"\"progress\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID1_NPS_GROUP\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_TEXT\"\"}\"\n"
                                   "2025-08-19 22:00:00,2025-08-19 22:03:00,IP Address,100,R_1aaaaaaaaaaaaaa,9,Promoter,\"Good, cheap\"\n2025-08-20 22:00:00,2025-08-20 22:03:00,IP Address,100,R_2aaaaaaaaaaaaaa,3,Detractor,\n");
  check(three, {"StartDate", "EndDate", "Status", "Progress", "ResponseId", "Q1", "Q1_NPS_GROUP", "Q2"}, 2, 0);
  CHECK(three.lines.header == 3);
  CHECK(three.lines.continued == 2);
  const FileRows two = read_file("V1,V2,Q1\n\"{\"\"ImportId\"\":\"\"a\"\"}\",\"{\"\"ImportId\"\":\"\"b\"\"}\",\"{\"\"ImportId\"\":\"\"c\"\"}\"\nR_1,x,3\nR_2,y,4\n");
  check(two, {"V1", "V2", "Q1"}, 2, 0);
  CHECK(two.lines.header == 2);
}

TEST_CASE("SurveyMonkey names the answers on a second line under questions that reach right", "[input]") {
  const FileRows file = read_file("Respondent ID,Collector ID,Start Date,Email Address,How likely are you to recommend us?,What did you buy?,,,Why?\n"
                                  ",,,,Response,Hats,Shoes,Other (please specify),Open-Ended Response\n"
                                  "114,91,01/05/2026 10:00:00,a@example.org,10 - Extremely likely,Hats,,,Cheap\n115,91,01/06/2026 10:00:00,b@example.org,3,,Shoes,socks,\n");
  check(file,
        {"Respondent ID", "Collector ID", "Start Date", "Email Address", "How likely are you to recommend us? – Response", "What did you buy? – Hats", "What did you buy? – Shoes",
         "What did you buy? – Other (please specify)", "Why? – Open-Ended Response"},
        2, 0);
  CHECK(file.lines.header == 2);
  const FileRows scale = read_file("Respondent ID,Start Date,Rate us,,\n,,0,1,2\n1,01/05/2026,x,,\n2,01/06/2026,,,x\n3,01/07/2026,,x,\n");
  check(scale, {"Respondent ID", "Start Date", "Rate us – 0", "Rate us – 1", "Rate us – 2"}, 3, 0);
}

TEST_CASE("a line of units belongs to the header", "[input]") {
  const FileRows file = read_file("Date,Cost,Clicks\n(day),(EUR),(count)\n2024-01-05,9.50,3\n2024-01-06,7.00,4\n2024-01-07,7.00,4\n");
  check(file, {"Date", "Cost", "Clicks"}, 3, 0);
  CHECK(file.lines.header == 2);
  const FileRows blank_first = read_file("Campaign,Cost,Clicks\n,EUR,count\nA,9.50,3\nB,7.00,4\nC,7.00,4\n");
  check(blank_first, {"Campaign", "Cost", "Clicks"}, 3, 0);
  CHECK(blank_first.lines.header == 2);
  const FileRows missing = read_file("Email,Cost,Clicks\na@example.org,n/a,--\nb@example.org,7.00,4\nc@example.org,7.00,4\n");
  check(missing, {"Email", "Cost", "Clicks"}, 3, 0);
}

TEST_CASE("a header printed again is no row, whatever its blanks and capitals", "[input]") {
  std::string text = "Email,Order Date,Amount\n";
  for (int i = 1; i <= 150; ++i) {
    text += "c" + std::to_string(i) + "@example.org,2024-01-05,9.50\n";
    if (i == 50) text += "Email,Order Date,Amount\n";
    if (i == 100) text += " EMAIL ,order  date, amount\n";
  }
  const FileRows file = read_file(text);
  check(file, {"Email", "Order Date", "Amount"}, 150, 0);
  CHECK(file.count(RowKind::repeated_header) == 2);
}

TEST_CASE("duplicate and blank names keep their places", "[input]") {
  check(read_file("Email,Others,,Others,Total,\na@example.org,x,y,z,9.50,\nb@example.org,x,y,z,7.00,\n"), {"Email", "Others", "", "Others", "Total", ""}, 2, 0);
  check(read_file(",Email,Date,Amount\n0,a@example.org,2024-01-05,9.50\n1,b@example.org,2024-01-06,7.00\n"), {"", "Email", "Date", "Amount"}, 2, 0);
}

TEST_CASE("a header narrower than its rows names the columns to the right of R's row names, and the left ones elsewhere", "[input]") {
  const FileRows r = read_file("\"Email\",\"Date\",\"Amount\"\n\"1\",\"a@example.org\",\"2024-01-05\",9.50\n\"2\",\"b@example.org\",\"2024-01-06\",7.00\n\"3\",\"c@example.org\",\"2024-01-07\",7.00\n");
  check(r, {"", "Email", "Date", "Amount"}, 3, 0);
  const FileRows named = read_file("Email,Date,Amount\nx17,a@example.org,2024-01-05,9.50\nx9,b@example.org,2024-01-06,7.00\nx3,c@example.org,2024-01-07,7.00\n");
  check(named, {"", "Email", "Date", "Amount"}, 3, 0);
  const FileRows trailing = read_file("Email,Date,Amount\na@example.org,2024-01-05,9.50,\nb@example.org,2024-01-06,7.00,\n");
  check(trailing, orders_header, 2, 0);
  const FileRows wider = read_file("Email,Date,Amount,Note,Tag\na@example.org,2024-01-05,9.50\nb@example.org,2024-01-06,7.00\n");
  check(wider, {"Email", "Date", "Amount", "Note", "Tag"}, 2, 0);
}

TEST_CASE("names of columns may be years, and a table may be words only", "[input]") {
  check(read_file("Country;2021;2022;2023\nSpain;100;120;130\nPeru;90;95;99\n"), {"Country", "2021", "2022", "2023"}, 2, 0);
  check(read_file("Name,City,Segment\nAna,Lima,Gold\nBen,Quito,Silver\nEva,Cusco,Gold\n"), {"Name", "City", "Segment"}, 3, 0);
}

TEST_CASE("without a header every row is data", "[input]") {
  const FileRows file = read_file("a@example.org,2024-01-05,9.50\nb@example.org,2024-01-06,7.00\n");
  check(file, {"#1", "#2", "#3"}, 2, 0);
  CHECK(file.lines.header == 0);
  check(read_file("a@example.org,2024-01-05,9.50\n"), {"#1", "#2", "#3"}, 1, 0);
  check(read_file("a@example.org\nb@example.org\n"), {"#1"}, 2, 0);
  check(read_file("Sales of January\n\na@example.org,2024-01-05,9.50\nb@example.org,2024-01-06,7.00\nc@example.org,2024-01-06,7.00\n"), {"#1", "#2", "#3"}, 3, 1);
}

TEST_CASE("a person's word on the header holds", "[correctness]") {
  const FileRows none = read_file("Email,Date,Amount\na@example.org,2024-01-05,9.50\n", {.encoding = {}, .delimiter = std::nullopt, .has_header = false});
  CHECK(none.rows.size() == 2);
  const FileRows one = read_file("a@example.org,2024-01-05,9.50\nb@example.org,2024-01-06,7.00\n", {.encoding = {}, .delimiter = std::nullopt, .has_header = true});
  CHECK(one.rows.size() == 1);
  CHECK(one.header.front() == "a@example.org");
}
