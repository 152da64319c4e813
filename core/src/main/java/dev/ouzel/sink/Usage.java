package dev.ouzel.sink;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * How many posts X has delivered today and this month, in UTC: what X bills by. A post that came
 * again within the duplicate window counts once, as it does on the bill; one that a restart brings
 * again may count twice, so the count is never too low.
 *
 * @param day the day of the last post
 * @param today how many on that day
 * @param thisMonth how many in that day's month
 */
public record Usage(LocalDate day, long today, long thisMonth) {
  /** A span of the calendar, in UTC, in which posts are counted. */
  public enum Period {
    /** A day. */
    DAY,
    /** A month. */
    MONTH;

    /** When the one that {@code now} lies in is over. */
    public Instant endAfter(Instant now) {
      LocalDate date = LocalDate.ofInstant(now, ZoneOffset.UTC);
      LocalDate next = this == DAY ? date.plusDays(1) : YearMonth.from(date).plusMonths(1).atDay(1);
      return next.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The period as sentences name it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Nothing was delivered. */
  public static Usage none() {
    return new Usage(LocalDate.EPOCH, 0, 0);
  }

  /** The same seen at {@code now}: a day or a month that is over no longer counts. */
  public Usage at(Instant now) {
    LocalDate date = LocalDate.ofInstant(now, ZoneOffset.UTC);
    // A clock that was set back begins no new day.
    if (!date.isAfter(day)) {
      return this;
    }
    boolean sameMonth = YearMonth.from(date).equals(YearMonth.from(day));
    return new Usage(date, 0, sameMonth ? thisMonth : 0);
  }

  /** How many in the period, seen at the time of the last {@link #at}. */
  public long in(Period period) {
    return period == Period.DAY ? today : thisMonth;
  }

  /** With so many posts more, delivered at {@code now}. */
  public Usage plus(long posts, Instant now) {
    Usage known = at(now);
    return new Usage(known.day(), known.today() + posts, known.thisMonth() + posts);
  }
}
