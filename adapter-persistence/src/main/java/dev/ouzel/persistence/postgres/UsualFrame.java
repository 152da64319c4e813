package dev.ouzel.persistence.postgres;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads the columns of a frame that is written as X usually writes it, without decoding the rest,
 * which would take several times as long. Whatever the codec tolerates and X does not usually do is
 * left to the codec: members that stand there twice, under their other names, in another type, or
 * before what they can only be understood with; and long posts. For one frame.
 */
final class UsualFrame {
  private final JsonCursor json;

  /** The objects and arrays that were entered. */
  private final Set<Member> entered = EnumSet.noneOf(Member.class);

  private OptionalLong authorId = OptionalLong.empty();
  private OptionalLong likes = OptionalLong.empty();
  private OptionalLong reposts = OptionalLong.empty();
  private OptionalLong replies = OptionalLong.empty();
  private OptionalLong quotes = OptionalLong.empty();
  private OptionalLong bookmarks = OptionalLong.empty();
  private OptionalLong impressions = OptionalLong.empty();
  private Optional<String> username = Optional.empty();
  private Optional<String> lang = Optional.empty();
  private Optional<String> text = Optional.empty();
  private boolean sawAuthor;
  private Optional<String> authorName = Optional.empty();
  private final List<PostColumns.Rule> rules = new ArrayList<>();

  private UsualFrame(byte[] frame) {
    json = new JsonCursor(frame);
  }

  /** The columns of a frame that is proper UTF-8; empty when the codec has to read it. */
  static Optional<PostColumns> columns(byte[] frame) {
    UsualFrame usual = new UsualFrame(frame);
    usual.readFrame();
    return usual.json.isLost() ? Optional.empty() : Optional.of(usual.columns());
  }

  private PostColumns columns() {
    return new PostColumns(
        authorId,
        List.of(likes, reposts, replies, quotes, bookmarks, impressions),
        authorName.or(() -> username),
        lang,
        text,
        rules);
  }

  private void readFrame() {
    json.enterObject();
    while (json.hasMember()) {
      Member member = json.member();
      switch (member) {
        case DATA -> readPost();
        case INCLUDES -> readIncludes();
        case MATCHING_RULES -> readRules();
        default -> skip(member);
      }
    }
  }

  /** Of two objects by the same name the codec reads the first alone. */
  private void once(Member member) {
    if (!entered.add(member)) {
      json.giveUp();
    }
  }

  private void skip(Member member) {
    switch (member) {
      case TWIN, REPOST_COUNT, NOTE_TWEET, NOTE_POST -> json.giveUp();
      default -> json.skip();
    }
  }

  private void readPost() {
    once(Member.DATA);
    json.enterObject();
    while (json.hasMember()) {
      Member member = json.member();
      switch (member) {
        case AUTHOR_ID -> authorId = json.id(authorId);
        case USERNAME -> username = json.text(username);
        case LANG -> lang = json.text(lang);
        case TEXT -> text = json.text(text);
        case PUBLIC_METRICS -> readMetrics();
        default -> skip(member);
      }
    }
  }

  private void readMetrics() {
    once(Member.PUBLIC_METRICS);
    json.enterObject();
    while (json.hasMember()) {
      Member member = json.member();
      switch (member) {
        case LIKE_COUNT -> likes = json.count(likes);
        case RETWEET_COUNT -> reposts = json.count(reposts);
        case REPLY_COUNT -> replies = json.count(replies);
        case QUOTE_COUNT -> quotes = json.count(quotes);
        case BOOKMARK_COUNT -> bookmarks = json.count(bookmarks);
        case IMPRESSION_COUNT -> impressions = json.count(impressions);
        default -> skip(member);
      }
    }
  }

  private void readIncludes() {
    once(Member.INCLUDES);
    if (!entered.contains(Member.DATA)) {
      // Which of the users is the author is not known yet.
      json.giveUp();
    }
    json.enterObject();
    while (json.hasMember()) {
      Member member = json.member();
      if (member == Member.USERS) {
        readUsers();
      } else {
        skip(member);
      }
    }
  }

  private void readUsers() {
    once(Member.USERS);
    json.enterArray();
    while (json.hasElement()) {
      readUser();
    }
  }

  private void readUser() {
    OptionalLong id = OptionalLong.empty();
    Optional<String> name = Optional.empty();
    json.enterObject();
    while (json.hasMember()) {
      Member member = json.member();
      switch (member) {
        case ID -> id = json.id(id);
        case USERNAME -> name = json.text(name);
        default -> skip(member);
      }
    }
    if (!sawAuthor && id.isPresent() && id.equals(authorId)) {
      sawAuthor = true;
      authorName = name;
    }
  }

  private void readRules() {
    once(Member.MATCHING_RULES);
    json.enterArray();
    while (json.hasElement()) {
      readRule();
    }
  }

  private void readRule() {
    Optional<String> id = Optional.empty();
    Optional<String> tag = Optional.empty();
    json.enterObject();
    while (json.hasMember()) {
      Member member = json.member();
      switch (member) {
        case ID -> id = json.text(id);
        case TAG -> tag = json.text(tag);
        default -> skip(member);
      }
    }
    rules.add(new PostColumns.Rule(id, tag));
  }
}
