// Files of orders made at random, plain ones and odd ones: what readers that must agree are compared on.
#pragma once

#include <string>

#include "base/random.h"

namespace support {

using lifeworth::Random;

/// What a file may have besides plain rows.
struct Oddities {
  bool ids, items, currencies, two_currencies, refunds, pieces, states, notes, rows_in_notes;
  bool blank_lines, totals, headers, footers, damage, nulls, latin1, mixed_dates, commas, gaps, odd_names;
  std::string line_end;
  std::string delimiter;
  int date_form;
};

inline Oddities random_oddities(Random& random, bool clean) {
  const auto some = [&] { return !clean && random.below(6) == 0; };
  Oddities odd{};
  odd.ids = random.below(3) > 0, odd.items = odd.ids && random.below(2) == 0;
  odd.currencies = random.below(2) == 0, odd.two_currencies = some(), odd.refunds = random.below(3) == 0;
  odd.notes = random.below(2) == 0, odd.rows_in_notes = odd.notes && some();
  odd.blank_lines = some(), odd.totals = some(), odd.headers = some(), odd.footers = some(), odd.damage = some(), odd.nulls = some(), odd.latin1 = some();
  odd.mixed_dates = some(), odd.commas = some(), odd.gaps = some();
  odd.line_end = random.below(3) == 0 ? "\r\n" : some() ? "\r" : "\n";
  odd.delimiter = random.below(3) == 0 ? ";" : ",";
  odd.date_form = int(random.below(4));
  odd.pieces = random.below(6) == 0, odd.states = random.below(4) == 0, odd.odd_names = some();
  return odd;
}

class RandomFile {
 public:
  RandomFile(Random& random, const Oddities& odd, std::size_t most_orders = 65) : random_(random), odd_(odd), most_orders_(most_orders) {}

  std::string text() {
    std::string header = odd_.ids ? "Order ID" + odd_.delimiter : "";
    for (const char* name : {"Email", "Date", odd_.pieces ? "Unit price" : "Total"}) header += name + odd_.delimiter;
    if (odd_.pieces) header += "Quantity" + odd_.delimiter;
    if (odd_.states) header += "Status" + odd_.delimiter;
    if (odd_.currencies) header += "Currency" + odd_.delimiter;
    if (odd_.refunds) header += "Refunded amount" + odd_.delimiter;
    header += "Note" + odd_.line_end;
    std::string text = header;
    for (std::size_t order = 1, orders = 5 + random_.below(most_orders_ - 5); order <= orders; ++order) {
      const bool again = odd_.ids && order > 1 && random_.below(25) == 0;  // an order of before, far from its first row
      const std::string id = std::to_string(again ? 1000 + random_.below(order) : 1000 + order);
      text += row(id, false);
      if (odd_.items)
        for (std::size_t more = random_.below(4); more > 1; --more) text += row(id, true);
      if (odd_.blank_lines && rare()) text += odd_.line_end;
      if (odd_.gaps && rare()) text += std::string(header.size() % 5 + 2, odd_.delimiter[0]) + odd_.line_end;
      if (odd_.totals && rare()) text += "Total" + odd_.delimiter + odd_.delimiter + odd_.delimiter + "99" + odd_.line_end;
      if (odd_.headers && rare()) text += header;
      if (odd_.footers && rare()) text += "# exported by the shop" + odd_.line_end;
      if (odd_.damage && rare()) text += "\"open quote" + odd_.delimiter + id + odd_.line_end;
    }
    return text;
  }

 private:
  bool rare() { return random_.below(20) == 0; }
  bool even() { return random_.below(2) == 0; }

  std::string amount() {
    const std::string whole = std::to_string(random_.below(3000)), cents = std::to_string(10 + random_.below(90));
    if (odd_.commas && rare()) return "\"1,234\"";
    return (rare() ? "-" : "") + whole + "." + cents;
  }
  std::string quantity() {
    static constexpr const char* odd[] = {"", "n/a", "six", "1.250", "0"};
    if (odd_.gaps && rare()) return odd[random_.below(std::size(odd))];
    return (rare() ? "-" : "") + std::to_string(1 + random_.below(12)) + (rare() ? ".5" : "");
  }
  std::string state() {
    static constexpr const char* states[] = {"cancelled", "Pending", "refunded", "test", " paid "};
    return rare() ? states[random_.below(std::size(states))] : "paid";
  }
  std::string name() {
    const std::string number = std::to_string(random_.below(40));
    static constexpr const char* odd[] = {"'", "'+", "'-", "  ", "N/A", "\"o\"\"quote\"\"\"", "\" \""};
    if (odd_.odd_names && rare()) return odd[random_.below(std::size(odd))] + (rare() ? "" : number);
    const std::string address = (even() ? "Buyer" : "buyer") + number + "@example.org";
    return even() ? address : "\"" + address + "\"";
  }
  std::string two(std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }
  std::string date() {
    day_ += random_.below(3);
    const std::string day = two(1 + day_ % 28), month = two(1 + day_ / 28 % 12), year = std::to_string(2022 + day_ / 336);
    if (odd_.mixed_dates && rare()) return even() ? "soon" : "31/31/2024";
    switch (odd_.date_form) {
      case 0: return year + "-" + month + "-" + day;
      case 1: return day + "/" + month + "/" + year;
      case 2: return month + "/" + day + "/" + year.substr(2);
      default: return two(1 + day_ % 9) + "-" + two(1 + day_ / 9 % 9) + "-" + year.substr(2);
    }
  }
  std::string note() {
    if (!odd_.notes || even()) return odd_.latin1 && rare() ? "caf\xE9" : "";
    if (odd_.nulls && rare()) return std::string("a\0b", 3);
    if (odd_.rows_in_notes && even()) {
      std::string text = "\"like this";
      for (std::size_t lines = 1 + random_.below(6); lines > 0; --lines) text += odd_.line_end + inner_row();
      return text + odd_.line_end + "end\"";
    }
    if (random_.below(3) == 0) return "\"left" + odd_.line_end + "at \"\"the\"\" door" + odd_.delimiter + " please\"";
    return "\"a " + odd_.delimiter + " b\"";
  }
  /// A line inside a quoted cell that looks like a row of the table.
  std::string inner_row() {
    std::string row;
    const auto cell = [&](bool has, const std::string& text) {
      if (has) row += text + odd_.delimiter;
    };
    cell(odd_.ids, std::to_string(random_.below(99)));
    cell(true, "x@example.org"), cell(true, date()), cell(true, "7.50"), cell(odd_.pieces, "2"), cell(odd_.states, "paid");
    cell(odd_.currencies, "EUR"), cell(odd_.refunds, "0");
    return row + "ok";
  }
  std::string row(const std::string& id, bool item) {
    std::string row = odd_.ids ? (odd_.gaps && rare() ? "" : id) + odd_.delimiter : "";
    row += (item || (odd_.gaps && rare()) ? "" : name()) + odd_.delimiter;
    row += (item || (odd_.gaps && rare()) ? "" : date()) + odd_.delimiter;
    row += (item && even() ? "" : amount()) + odd_.delimiter;
    if (odd_.pieces) row += quantity() + odd_.delimiter;
    if (odd_.states) row += state() + odd_.delimiter;
    if (odd_.currencies) row += (odd_.two_currencies && rare() ? "usd" : "EUR") + odd_.delimiter;
    if (odd_.refunds) row += (rare() ? amount() : even() ? "0.00" : "") + odd_.delimiter;
    return row + note() + odd_.line_end;
  }

  Random& random_;
  const Oddities odd_;
  const std::size_t most_orders_;
  std::size_t day_ = 0;
};

}  // namespace support
