#include "read/json_columns.h"

#include <algorithm>

namespace lifeworth {
namespace {
constexpr std::string_view between = "; ";
}

std::string_view list_of(std::string_view column, std::span<const std::string> columns) {
  const std::size_t dot = column.rfind('.');
  if (dot == std::string_view::npos) return {};
  const std::string_view list = column.substr(0, dot + 1);
  const bool counted = std::ranges::any_of(columns, [list](std::string_view other) { return counts_entries(other) && other.substr(0, other.size() - 1) == list; });
  return counted ? list : std::string_view();
}

JsonColumns::JsonColumns() { nodes_.push_back({.parent = none, .key = {}, .children = {}}); }

void JsonColumns::begin() {
  cells_.assign(columns_.size(), {});
  frames_.clear();
  joined_now_.clear();
  lists_now_.clear();
  named_now_.clear();
  columns_before_ = columns_.size();
  nodes_before_ = nodes_.size();
  key_bytes_before_ = key_bytes_;
  left_out_before_ = left_out_;
  pending_ = 0;
  padding_ = 0;
  ++record_;
}

void JsonColumns::member(Id list, bool is_object) {
  if (list == none) return;
  ++nodes_[list].members;
  if (is_object) nodes_[list].has_objects = true;
}

void JsonColumns::open(bool is_object, std::size_t) {
  const bool in_list = !frames_.empty() && frames_.back().is_list;
  const Id node = in_list ? frames_.back().node : pending_;
  Id list = frames_.empty() ? none : frames_.back().list;
  if (is_object) {
    if (in_list) member(node, true);
  } else if (node != none) {
    list = node;
    if (nodes_[node].record != record_) {
      nodes_[node].record = record_;
      nodes_[node].members = 0;
      nodes_[node].has_objects = false;
      lists_now_.push_back(node);
    }
  }
  frames_.push_back({node, list, 0, !is_object});
}

void JsonColumns::close(std::size_t) { frames_.pop_back(); }

void JsonColumns::key(std::string_view text) { pending_ = child(frames_.back(), text); }

void JsonColumns::value(std::string_view text) {
  const Frame& frame = frames_.back();
  const Id node = frame.is_list ? frame.node : pending_;
  if (frame.is_list) member(node, false);
  const Id column = node == none ? beyond : column_of(node, false);
  if (column == beyond) {
    ++left_out_;
  } else if (frame.list == none) {
    cells_[column] = text;
    if (column < joined_.size()) joined_[column].record = 0;
  } else {
    join(column, frame.list, text);
  }
}

/// Records mostly have their keys in the same order, so the child that came next last time is looked at first.
JsonColumns::Id JsonColumns::child(Frame& frame, std::string_view key) {
  if (frame.node == none) return none;
  const std::vector<Id>& children = nodes_[frame.node].children;
  const std::size_t stop = std::min<std::size_t>(children.size(), std::size_t{frame.cursor} + 4);
  for (std::size_t i = frame.cursor; i < stop; ++i) {
    if (nodes_[children[i]].key == key) {
      frame.cursor = static_cast<Id>(i + 1);
      return children[i];
    }
  }
  wanted_.assign(reinterpret_cast<const char*>(&frame.node), sizeof frame.node);
  wanted_.append(key);
  const auto found = child_index_.find(wanted_);
  return found != child_index_.end() ? found->second : new_child(frame.node, key);
}

JsonColumns::Id JsonColumns::new_child(Id parent, std::string_view key) {
  if (nodes_.size() >= most_nodes || key_bytes_ + key.size() > most_key_bytes) return none;
  key_bytes_ += key.size();
  const Id id = static_cast<Id>(nodes_.size());
  nodes_.push_back({.parent = parent, .key = std::string(key), .children = {}});
  nodes_[parent].children.push_back(id);
  child_index_.emplace(wanted_, id);
  return id;
}

JsonColumns::Id JsonColumns::column_of(Id node, bool count) {
  const Id column = count ? nodes_[node].count_column : nodes_[node].column;
  return column != none ? column : new_column(node, count);
}

JsonColumns::Id JsonColumns::new_column(Id node, bool count) {
  std::string name = path(node);
  if (count) name += node == 0 ? "#" : ".#";
  // Two places can have one name, as {"a.b":1} and {"a":{"b":1}} have: one column.
  const auto found = column_index_.find(name);
  Id column = beyond;
  if (found != column_index_.end()) {
    column = found->second;
  } else if (columns_.size() < most_columns && key_bytes_ + name.size() <= most_key_bytes) {
    key_bytes_ += name.size();
    column = static_cast<Id>(columns_.size());
    column_index_.emplace(name, column);
    columns_.push_back(std::move(name));
    cells_.emplace_back();
  }
  (count ? nodes_[node].count_column : nodes_[node].column) = column;
  named_now_.push_back(node);
  return column;
}

std::string JsonColumns::path(Id node) const {
  std::vector<Id> way;
  for (; node != 0; node = nodes_[node].parent) way.push_back(node);
  std::string name;
  for (std::size_t i = way.size(); i-- > 0;) {
    name += nodes_[way[i]].key;
    if (i) name += '.';
  }
  return name;
}

/// Empty entries keep columns in step. A hostile record could ask for any number of them: beyond the limit only entries are kept apart.
void JsonColumns::pad(Joined& joined, Id entries) {
  if (joined.entries >= entries) return;
  const std::size_t apart = joined.entries ? entries - joined.entries : entries - 1;
  const std::size_t room = (most_padding - std::min(padding_, most_padding)) / between.size();
  const std::size_t written = std::min(apart, std::max<std::size_t>(room, joined.entries ? 1 : 0));
  for (std::size_t i = 0; i < written; ++i) joined.text += between;
  if (apart > 1) padding_ += (apart - 1) * between.size();
  joined.entries = entries;
  joined.last = joined.text.size();
}

void JsonColumns::join(Id column, Id list, std::string_view text) {
  if (joined_.size() <= column) joined_.resize(columns_.size());
  Joined& joined = joined_[column];
  if (joined.record != record_) {
    joined.text.clear();
    joined.last = joined.entries = 0;
    joined.filled = joined.mixed = false;
    joined.list = list;
    joined.record = record_;
    joined_now_.push_back(column);
  }
  joined.mixed |= joined.list != list;
  pad(joined, joined.mixed ? joined.entries + 1 : nodes_[list].members);
  joined.text.resize(joined.last);  // of a key given twice the last value counts
  joined.text += text;
  joined.filled |= !text.empty();
}

void JsonColumns::end() {
  for (const Id list : lists_now_)
    if (nodes_[list].has_objects) column_of(list, true);
  for (const Id column : joined_now_) {
    Joined& joined = joined_[column];
    if (joined.record != record_) continue;  // the key came again with one value
    if (!joined.mixed) pad(joined, nodes_[joined.list].members);
    cells_[column] = joined.filled ? std::string_view(joined.text) : std::string_view();
  }
  if (counts_now_.size() < lists_now_.size()) counts_now_.resize(lists_now_.size());
  for (std::size_t i = 0; i < lists_now_.size(); ++i) {
    const Node& list = nodes_[lists_now_[i]];
    if (list.count_column >= beyond || (list.members && !list.has_objects)) continue;
    counts_now_[i] = std::to_string(list.members);
    cells_[list.count_column] = counts_now_[i];
  }
}

void JsonColumns::undo() {
  for (const Id node : named_now_) {
    Node& named = nodes_[node];
    if (named.column != none && named.column >= columns_before_) named.column = none;
    if (named.count_column != none && named.count_column >= columns_before_) named.count_column = none;
  }
  for (; columns_.size() > columns_before_; columns_.pop_back()) column_index_.erase(columns_.back());
  for (; nodes_.size() > nodes_before_; nodes_.pop_back()) {
    const Node& last = nodes_.back();
    wanted_.assign(reinterpret_cast<const char*>(&last.parent), sizeof last.parent);
    wanted_.append(last.key);
    child_index_.erase(wanted_);
    nodes_[last.parent].children.pop_back();
  }
  joined_.resize(std::min(joined_.size(), columns_.size()));
  key_bytes_ = key_bytes_before_;
  left_out_ = left_out_before_;
}

}  // namespace lifeworth
