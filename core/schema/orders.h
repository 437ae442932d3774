// Rows + mapping → orders: customer, day, money. Every row is used or left out for one reason that is counted. Dates and amounts
// are kept as written until the last row was seen, because only the whole column says how to read them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/blocks.h"
#include "base/late_column.h"
#include "base/sentence.h"
#include "base/text_dictionary.h"
#include "read/column.h"
#include "read/row.h"
#include "schema/cells.h"
#include "schema/currency_count.h"
#include "schema/exchange.h"
#include "schema/left_out.h"
#include "schema/mapping.h"
#include "schema/read_as.h"
#include "schema/waiting_orders.h"

namespace lifeworth {

struct Order {
  std::uint32_t customer;  ///< number in the dictionary of customers
  Day day;
  Minor amount;  ///< negative: a refund
};

/// What the rows of one file came to.
struct OrderFile {
  std::uint32_t file;  ///< its number in the session
  ReadAs read_as;
  std::uint64_t rows_read = 0, rows_used = 0;
  std::uint64_t line_items = 0;  ///< of the used rows: further lines of an order that stands on another row
  bool item_rows = false;
  std::uint64_t lines_with_cost = 0;  ///< further lines without an amount that name a cost, which was not read
  Minor other_total = 0;  ///< where the decimal mark is a guess to ask about: the sum of the amounts, and what it would be under the other mark
  Minor own_total = 0;
};

/// What the column of costs came to. All of it in the currency of the orders.
struct OrderCosts {
  Blocks<Order> costs;           ///< by customer and day, as the orders they belong to: what was sold cost so much; negative: it came back
  std::string column;            ///< its name, of the first file that has one; "" = no file has
  std::uint64_t rows = 0;        ///< used rows that name a cost
  std::uint64_t estimated = 0;   ///< purchases that name none and are taken to cost what the others do, as a share of their amount
  std::uint64_t refunds_without = 0;  ///< refunds that name none: nothing of what was sold is taken to have come back
  bool negative = false;         ///< a file writes costs as negative numbers
  Minor purchases_cost = 0, purchases_amount = 0;  ///< of the purchases that name one; their quotient is the share
};

/// What is kept of customers, where a column of orders says it: how they came, where they live, what they took, who sold it, who recommended it.
inline constexpr std::array<Role, 5> kept_traits = {Role::channel, Role::country, Role::plan, Role::agent, Role::referred_by};
constexpr std::size_t place_of_trait(Role role) {
  std::size_t place = 0;
  while (kept_traits[place] != role) ++place;
  return place;
}
/// Names that such a column may have; one with more holds something else, such as addresses of pages, and the further ones count as none. Who recommends are customers.
inline constexpr std::size_t most_trait_names = 4096, most_referrer_names = std::size_t{1} << 22;
constexpr std::size_t most_names_of(Role trait) { return trait == Role::referred_by ? most_referrer_names : most_trait_names; }

/// What one column says of customers: what stands on the rows of each one's first purchase day. Refunds are no purchases; of several rows of that day the first one
/// counts that names something, for further rows of an order often leave it empty. Nothing later says how somebody was found, or what they were when they joined.
struct OrderTrait {
  std::string column;                     ///< its name, of the first file that has one; "" = no file has
  TextDictionary names;                   ///< as written
  std::vector<std::uint32_t> by_customer; ///< the number of a name; no_name where the rows name none. Empty where no file has the column
  std::uint64_t further = 0;              ///< rows whose names are beyond most_names_of
  static constexpr std::uint32_t no_name = ~std::uint32_t{0};
  std::uint32_t of(std::uint32_t customer) const { return customer < by_customer.size() ? by_customer[customer] : no_name; }
  bool known() const { return !by_customer.empty(); }
};
class OrderTraits {
 public:
  const OrderTrait& operator[](Role role) const { return traits_[place_of_trait(role)]; }
  OrderTrait& operator[](Role role) { return traits_[place_of_trait(role)]; }

 private:
  std::array<OrderTrait, kept_traits.size()> traits_;
};

struct Orders {
  Blocks<Order> orders;
  OrderCosts costs;
  OrderTraits traits;
  CurrencyCode currency;
  std::vector<CurrencyCount> currencies;  ///< as found, in order of first appearance
  std::vector<ConvertedRows> converted;   ///< of other currencies, at rates a person typed
  LeftOutRows left_out;
  std::vector<OrderFile> files;
  std::uint64_t rounded = 0;              ///< amounts with more decimals than the currency has
  std::uint64_t item_lines = 0;           ///< used rows that are further line items with amounts of their own
  std::uint64_t shared_order_ids = 0;     ///< used rows whose order id stood on an earlier row
  std::vector<std::string> unread_columns;  ///< columns that tell of refunds or cancelled orders and were not read
  std::vector<Sentence> doubts;             ///< what the amounts of files may be instead

  std::uint64_t rows_read() const;
  std::uint64_t rows_used() const;
};

/// Takes rows file by file; `finish` decides and gives the orders.
class OrderReader : public RowSink {
 public:
  /// `customers` gives customers their numbers and outlives the reader.
  explicit OrderReader(TextDictionary& customers) : customers_(customers) {}

  /// The rows that follow belong to a new file with this mapping; `header` names its columns.
  /// `json`: amounts that are JSON numbers have a decimal point by definition.
  void begin_file(std::uint32_t file, const Mapping& mapping, const std::vector<std::string>& header, bool json = false);
  void row(const Row& row) override;
  void run(const RowRun& rows) override;
  bool has_files() const { return !files_.empty(); }

  /// All that was read, the rows of a file from the middle on, for the reader that read up to there.
  void hand_over(ByteWriter& to);
  /// Goes on as if those rows had been read here, `lines_before` lines down in the last file. False, and nothing has changed, where their reader
  /// would have had to know the rows before them.
  bool join(ByteReader& from, std::uint64_t lines_before);

  /// Errors: two_currencies (and none was chosen), no_usable_rows. The reader is empty afterwards.
  Expected<Orders> finish();

 private:
  /// What may stand beside an order's amount; zeros where nothing does.
  struct Extra {
    WrittenAmount refund, discount, quantity;
  };
  struct File {
    Mapping mapping;
    RoleColumns columns;
    RuleCheck rules;
    OrderFile counts;
    std::size_t first_waiting = 0;
    bool json = false, extras = false, plain = false;
    bool cost_by_piece = false, negative_costs = false;
    bool by_piece() const { return columns.has(Role::quantity); }
  };
  /// A cost as written.
  struct Cost {
    WrittenAmount amount;
    bool known;   ///< the row names one that can be read
    bool turned;  ///< a rule says that the row is a refund, so what it cost comes back
  };
  /// The row before, for lines that belong to its order.
  struct Last {
    std::uint64_t order_id = 0;  ///< hash; 0 = none
    std::optional<LeftOut> left_out;
    std::optional<std::size_t> taken;  ///< index of the order's first row among those that wait
  };
  /// The first row that could be a line of the order before it.
  struct First {
    std::uint64_t order_id = 0;
    bool line_item = false;
  };
  /// What plain rows say, by column (plain_orders.cpp).
  struct PlainRows {
    static constexpr std::size_t most = 64;
    std::array<std::uint64_t, most> order_ids;
    std::array<WrittenAmount, most> amounts;
    std::array<std::optional<WrittenDate>, most> dates;
    std::array<std::string_view, most> customers;
    std::array<std::uint32_t, most> numbers;  ///< of the customers
  };
  /// A row without amount whose order may stand elsewhere.
  struct LooseItem {
    std::uint64_t order_id;
    std::uint64_t line;
    std::uint32_t file;
    bool placed = false;  ///< the order was found, and used
  };

  std::optional<LeftOut> take(const Row& row);
  std::optional<LeftOut> take_order(const Row& row, std::uint64_t order_id);
  std::optional<LeftOut> read_extras(const Row& row, Extra& extra) const;
  bool is_line_item(const File& file, const Row& row, std::uint64_t order_id) const;
  std::string_view buyer(const Row& row, bool refund) const;
  std::uint8_t number_of_currency(const File& file, std::string_view written, const WrittenAmount& amount) {
    if (is_missing(written)) written = currency_of(amount.sign);  // "" for a sign of several currencies
    return currencies_.number_of(written.empty() ? std::string_view(file.mapping.header_currency) : written);
  }
  void keep(std::string_view customer, const WaitingOrder& order);
  std::size_t take_plain(const RowRun& run);
  Expected<void> choose_currency();
  void sum_both_ways(File& file, std::size_t end);
  std::optional<Minor> amount_under(const ReadAs& as, const File& file, std::size_t row, int minor_digits, bool& rounded, bool& unclear) const;
  void convert(File& file, std::size_t index);
  // What orders cost (order_costs.cpp).
  void begin_costs(File& file, const std::vector<std::string>& header);
  void keep_cost(const Row& row, bool refund);
  void settle_sign_of_costs(File& file, std::size_t end);
  std::optional<Minor> cost_under(const File& file, std::size_t index, int minor_digits);
  void convert_cost(const File& file, std::size_t index, const Order& order);
  void settle_costs();
  // What customers were when they joined (order_traits.cpp).
  using TraitNumbers = LateColumn<std::uint32_t>;
  struct HandedTrait {
    PackedColumn<std::uint32_t> rows;
    TextDictionary::Part names;
    std::uint64_t further = 0;
  };
  using HandedTraits = std::array<HandedTrait, kept_traits.size()>;
  void begin_traits(const Mapping& mapping, const std::vector<std::string>& header);
  std::uint32_t trait_number(Role trait, std::string_view text);
  void keep_traits(const Row& row);
  void keep_trait(Role trait, const RowRun& run, std::size_t count);
  void hand_over_traits(ByteWriter& to);
  static HandedTraits handed_traits(ByteReader& from);
  bool can_join(const HandedTraits& traits, std::size_t rows) const;
  void join_traits(const HandedTraits& traits);
  void note_traits(std::size_t index, const Order& order);
  void settle_traits();
  void release_before(std::size_t index);
  bool is_duplicate(std::uint32_t file, std::uint64_t order_id, const Order& order);
  void settle_order_ids();

  TextDictionary& customers_;
  CurrencyCounts currencies_;
  std::vector<File> files_;
  WaitingOrders waiting_;
  PlainRows plain_;
  std::size_t together_ = 1;  ///< rows to look at as plain ones
  LateColumn<Extra> extras_;             ///< beside waiting_
  LateColumn<Cost> costs_;               ///< beside waiting_
  std::array<TraitNumbers, kept_traits.size()> traits_;  ///< beside waiting_; the number of a name, plus 1
  std::vector<Role> kept_;               ///< traits that a file so far has a column for
  std::vector<Day> first_days_;          ///< by customer: of the first purchase so far
  Blocks<Order> uncosted_;               ///< purchases that name no cost, where others do
  LateColumn<std::uint64_t> order_ids_;  ///< hashes beside waiting_; 0 = none, and once converted, none that counts
  std::vector<LooseItem> loose_items_;
  struct Seen {
    std::uint32_t file = 0, before = 0, here = 0;
  };
  std::unordered_map<std::uint64_t, Seen> seen_;  ///< orders of several files; looked up only
  std::unordered_set<std::uint64_t> item_orders_;  ///< of a file of line items; looked up only
  Exchange exchange_;
  Last last_;
  std::optional<First> first_;
  /// The date of the row before and its day.
  struct {
    std::optional<WrittenDate> date;
    std::optional<Day> day;
  } day_;
  std::uint64_t money_ = 0;  ///< sum of the sizes of all amounts taken, in minor units
  Orders orders_;
};

}  // namespace lifeworth
