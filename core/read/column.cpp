#include "read/column.h"

#include <algorithm>
#include <bit>

#include "base/text.h"

namespace lifeworth {
namespace {

constexpr unsigned bit(DateOrder order) { return 1u << static_cast<unsigned>(order); }

}  // namespace

void DateEvidence::Steps::step(CivilDate date) {
  const int key = date.year * 512 + int(date.month) * 32 + int(date.day);
  if (last != 0) {
    forward += key > last;
    back += key < last;
  } else {
    first = key;
  }
  last = key;
}

void DateEvidence::Steps::join(const Steps& later) {
  if (later.last == 0) return;
  if (last != 0) {
    forward += later.first > last;
    back += later.first < last;
  } else {
    first = later.first;
  }
  forward += later.forward;
  back += later.back;
  last = later.last;
}

double DateEvidence::Steps::sortedness() const {
  const std::uint64_t steps = forward + back;
  // A handful of steps is sorted by chance.
  return steps >= 6 ? double(std::max(forward, back)) / double(steps) : 0;
}

int DateEvidence::Seen::count() const { return std::popcount(low) + std::popcount(high); }

void DateEvidence::add(WrittenDate date) {
  using Kind = WrittenDate::Kind;
  switch (date.kind()) {
    case Kind::certain: ++certain; return;
    case Kind::compact: ++compact; return;
    case Kind::serial: ++serials; return;
    case Kind::seconds: ++seconds; return;
    case Kind::milliseconds: ++milliseconds; return;
    case Kind::microseconds: ++microseconds; return;
    case Kind::year_last:
    case Kind::short_year:
    case Kind::short_named: break;
  }
  const unsigned orders = date.possible_orders();
  const bool dmy = orders & bit(DateOrder::dmy), mdy = orders & bit(DateOrder::mdy);
  ++possible_[orders];
  const CivilDate day_first = date.placed(DateOrder::dmy);
  const bool named = date.kind() == Kind::short_named;
  if (!orders) ++impossible;
  else if (named) year_first += orders == bit(DateOrder::ymd);
  else if (dmy && mdy) ++either, asking_ += day_first.day != day_first.month;
  else if (dmy) ++first_over_12;
  else if (mdy) ++second_over_12;
  else ++year_first;
  if (dmy) steps_[std::size_t(DateOrder::dmy)].step(day_first);
  if (mdy) steps_[std::size_t(DateOrder::mdy)].step(date.placed(DateOrder::mdy));
  if (date.kind() == Kind::year_last) return;
  const CivilDate year_before = date.placed(DateOrder::ymd);
  if (orders & bit(DateOrder::ymd)) steps_[std::size_t(DateOrder::ymd)].step(year_before);
  first_parts_.add(unsigned(year_before.year) % 100);
  last_parts_.add(year_before.day);
  with_hyphens_ += date.has_hyphens();
}

void DateEvidence::join(const DateEvidence& later) {
  constexpr std::uint64_t DateEvidence::* counts[] = {
      &DateEvidence::certain, &DateEvidence::first_over_12, &DateEvidence::second_over_12, &DateEvidence::either, &DateEvidence::impossible,
      &DateEvidence::year_first, &DateEvidence::compact, &DateEvidence::serials, &DateEvidence::seconds, &DateEvidence::milliseconds,
      &DateEvidence::microseconds, &DateEvidence::other_numbers, &DateEvidence::asking_, &DateEvidence::with_hyphens_};
  for (const auto count : counts) this->*count += later.*count;
  for (std::size_t orders = 0; orders < possible_.size(); ++orders) possible_[orders] += later.possible_[orders];
  for (std::size_t order = 0; order < steps_.size(); ++order) steps_[order].join(later.steps_[order]);
  first_parts_.join(later.first_parts_);
  last_parts_.join(later.last_parts_);
}

void DateEvidence::add_unreadable(std::string_view text) {
  text = trimmed(text);
  const bool number = text.find_first_not_of("0123456789.,") == std::string_view::npos && !text.empty() && is_digit(text.front());
  other_numbers += number && text != "0";  // systems write 0 for "never"
}

std::uint64_t DateEvidence::can(DateOrder order) const {
  std::uint64_t sum = 0;
  for (unsigned orders = 0; orders < possible_.size(); ++orders)
    if (orders & bit(order)) sum += possible_[orders];
  return sum;
}

/// Where the year of two digits stands when all dates allow both: where the column is sorted so, or where the numbers hardly change.
DateEvidence::YearPlace DateEvidence::year_place(DateOrder other) const {
  const double first = steps_[std::size_t(DateOrder::ymd)].sortedness(), last = steps_[std::size_t(other)].sortedness();
  if (first > 0.98 && last < 0.9) return YearPlace::first;
  if (last > 0.98 && first < 0.9) return YearPlace::last;
  // A column has a few years and many days.
  const int firsts = first_parts_.count(), lasts = last_parts_.count();
  if (firsts >= 6 && firsts >= 3 * lasts) return YearPlace::last;
  if (lasts >= 6 && lasts >= 3 * firsts) return YearPlace::first;
  return YearPlace::unknown;
}

void DateEvidence::decide_order(DateOrder convention, Decision& decision) const {
  using Why = Decision::Why;
  const std::uint64_t dmy = can(DateOrder::dmy), mdy = can(DateOrder::mdy), ymd = can(DateOrder::ymd);
  const std::uint64_t best = std::max({dmy, mdy, ymd});
  std::uint64_t open = 0;  // dates without a certain order
  for (const std::uint64_t count : possible_) open += count;
  decision.order = open ? convention : DateOrder::ymd;
  decision.why = Why::written;
  if (best == 0) return;
  const DateOrder year_last = dmy == mdy ? convention : dmy > mdy ? DateOrder::dmy : DateOrder::mdy;
  if (ymd == best && std::max(dmy, mdy) < best) {
    decision.order = DateOrder::ymd;
    decision.why = Why::evidence;
    return;
  }
  bool year_unclear = false;
  if (ymd == best && with_hyphens_ > 0) {
    const YearPlace place = year_place(year_last);
    if (place == YearPlace::first) {
      decision.order = DateOrder::ymd;
      decision.why = Why::sorted;
      return;
    }
    year_unclear = place == YearPlace::unknown;
  } else if (ymd == best && year_place(year_last) == YearPlace::first) {
    // 24/03/31 is rare enough not to be asked about, and yet this column looks so.
    decision.order = DateOrder::ymd;
    decision.why = Why::sorted;
    return;
  }
  decision.order = year_last;
  decision.why = dmy != mdy ? Why::evidence : Why::written;
  if (dmy == mdy && (asking_ > 0 || first_over_12 > 0)) {
    // Exports come in the order of time. Right and wrong order differ a lot: a month read as a day jumps back and forth.
    const double by_day = steps_[std::size_t(DateOrder::dmy)].sortedness(), by_month = steps_[std::size_t(DateOrder::mdy)].sortedness();
    decision.why = Why::sorted;
    if (by_day > 0.98 && by_month < 0.9) decision.order = DateOrder::dmy;
    else if (by_month > 0.98 && by_day < 0.9) decision.order = DateOrder::mdy;
    else decision.why = Why::convention;
  }
  if (year_unclear) decision.why = Why::convention;
  decision.asked = decision.why == Why::convention;
}

/// Numbers are days only if the column agrees. Seconds and their thousandths are told by their length, so that a few other cells do no harm;
/// five digits can be anything, and serials beside dates as text are what a spreadsheet leaves that misread half of them.
void DateEvidence::decide_numbers(Decision& decision) const {
  const std::uint64_t all = serials + seconds + milliseconds + microseconds;
  const std::uint64_t most = std::max({serials, seconds, milliseconds, microseconds});
  std::uint64_t texts = certain + compact;
  for (const std::uint64_t count : possible_) texts += count;
  if (all == 0) {
    decision.numbers = compact ? DateNumbers::compact : DateNumbers::none;
    return;
  }
  const bool agreed = most == serials ? texts == 0 && all == serials && other_numbers == 0 : most > 20 * (all - most + other_numbers);
  if (agreed) {
    decision.numbers = most == serials        ? DateNumbers::serial
                       : most == seconds      ? DateNumbers::seconds
                       : most == milliseconds ? DateNumbers::milliseconds
                                              : DateNumbers::microseconds;
  }
  decision.numbers_against = agreed ? all - most : all;
}

DateEvidence::Decision DateEvidence::decide(DateOrder convention) const {
  Decision decision{};
  decide_order(convention, decision);
  for (unsigned orders = 1; orders < possible_.size(); ++orders)
    if (!(orders & bit(decision.order))) decision.against += possible_[orders];
  decide_numbers(decision);
  return decision;
}

void AmountEvidence::add(const WrittenAmount& amount) {
  using Mark = WrittenAmount::Mark;
  switch (amount.mark) {
    case Mark::none: ++whole; break;
    case Mark::point: ++points; break;
    case Mark::comma: ++commas; break;
    case Mark::grouping: ++(amount.mark_is_comma ? points : commas); break;
    case Mark::either: ++(amount.mark_is_comma ? either_comma : either_point); break;
  }
}

void AmountEvidence::join(const AmountEvidence& later) {
  whole += later.whole;
  points += later.points;
  commas += later.commas;
  either_point += later.either_point;
  either_comma += later.either_comma;
}

AmountEvidence::Decision AmountEvidence::decide(int minor_digits) const {
  const bool mixed = points > 0 && commas > 0;
  const bool unclear = either_point + either_comma > 0;
  if (points != commas) return {points > commas ? '.' : ',', mixed && unclear, mixed};
  const bool points_stand = either_point > either_comma;
  // "1.234" beside "1,234" is grouped and not grouped, whatever the currency.
  const bool both = mixed ? unclear : either_point > 0 && either_comma > 0;
  if (minor_digits == 3) return {points_stand ? '.' : ',', both, mixed};
  return {points_stand ? ',' : '.', both || (minor_digits != 0 && unclear), mixed};
}

}  // namespace lifeworth
