// A JSON object → one row of cells. Objects inside become columns with dots (`customer.email`). A list becomes the cells of its members
// joined by "; ": `tags` = "a; b", and for a list of objects one column a leaf, `line_items.price` = "5.00; 2.50", with `line_items.#` for how
// many there were. A leaf that a member lacks is an empty place ("5.00; ; 2.50"), so that the columns of one list stay in step; where all are
// empty the cell is empty. Lists in lists are read as one; a key that is a list in one member and a value in another has its entries in the
// order of the text. Nothing is added up: what money is, the schema knows.
// Of a key given twice the last value counts; objects and lists given twice are read one after the other.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lifeworth {

/// Whether a column tells how many entries a list has: `line_items.#`.
inline bool counts_entries(std::string_view column) { return column.ends_with(".#"); }
/// The list in whose entries a column stands, with the dot behind it: `line_items.` of `line_items.price`. Empty where it stands in none.
std::string_view list_of(std::string_view column, std::span<const std::string> columns);

class JsonColumns {
 public:
  /// More columns than any export has. Keys that differ from record to record would otherwise fill the memory.
  static constexpr std::size_t most_columns = 4096;

  JsonColumns();

  // One record: begin, what JsonText::walk tells, then either end or undo. `undo` forgets the columns the record brought.
  void begin();
  void open(bool is_object, std::size_t place);
  void close(std::size_t place);
  void key(std::string_view text);
  void value(std::string_view text);
  void end();
  void undo();

  /// The row of the last record; its views hold as long as those that were told.
  std::span<const std::string_view> cells() const { return cells_; }
  /// Names in the order they were first seen.
  const std::vector<std::string>& columns() const { return columns_; }
  /// Values that had no place any more because there were too many columns.
  std::uint64_t left_out() const { return left_out_; }

 private:
  using Id = std::uint32_t;
  static constexpr Id none = ~Id{0};
  static constexpr Id beyond = none - 1;  ///< the column of a key that came when there were too many
  static constexpr std::size_t most_nodes = 4 * most_columns;
  static constexpr std::size_t most_key_bytes = std::size_t{4} << 20;
  static constexpr std::size_t most_padding = std::size_t{16} << 20;

  /// A key at its place in the tree of all keys seen.
  struct Node {
    Id parent;
    std::string key;
    std::vector<Id> children;  ///< in the order they were first seen
    Id column = none, count_column = none;
    Id members = 0;            ///< of the lists read under this key in this record
    bool has_objects = false;  ///< among them
    std::uint64_t record = 0;  ///< in which the members were counted
  };
  struct Frame {
    Id node;    ///< none: below a key that has no place
    Id list;    ///< the innermost list around, none outside of lists
    Id cursor;  ///< the child that would come next, were the keys in their usual order
    bool is_list;
  };
  /// A cell put together from the members of a list.
  struct Joined {
    std::string text;
    std::size_t last = 0;  ///< where the last entry begins
    Id entries = 0, list = none;
    bool filled = false, mixed = false;
    std::uint64_t record = 0;
  };

  Id child(Frame& frame, std::string_view key);
  Id new_child(Id parent, std::string_view key);
  Id column_of(Id node, bool count);
  Id new_column(Id node, bool count);
  std::string path(Id node) const;
  void join(Id column, Id list, std::string_view text);
  void pad(Joined& joined, Id entries);
  void member(Id list, bool is_object);

  std::vector<Node> nodes_;
  std::unordered_map<std::string, Id> child_index_;   // parent and key; looked up only, never walked
  std::unordered_map<std::string, Id> column_index_;  // looked up only, never walked
  std::vector<std::string> columns_;
  std::vector<std::string_view> cells_;
  std::vector<Joined> joined_;
  std::vector<Frame> frames_;
  std::vector<Id> joined_now_, lists_now_, named_now_;
  std::vector<std::string> counts_now_;
  std::string wanted_;
  Id pending_ = 0;
  std::size_t columns_before_ = 0, nodes_before_ = 0, key_bytes_ = 0, key_bytes_before_ = 0, padding_ = 0;
  std::uint64_t record_ = 0, left_out_ = 0, left_out_before_ = 0;
};

}  // namespace lifeworth
