package dev.ouzel.app.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** How a running ingest shows itself, and which rules it keeps at X. */
final class ServiceSection {
  static final Setting<String> STATUS =
      Setting.of(
              "status.listen", Kind.one(Kind.Form.ADDRESS, text -> text), "--status", "HOST:PORT")
          .example("127.0.0.1:8080")
          .words(
              "Show the status page, metrics and health there; beyond this machine only with a"
                  + " token");

  static final Setting<Path> STATUS_TOKEN =
      Setting.of("status.token-file", Kind.FILE, "--status-token-file", "FILE")
          .example("/etc/ouzel/status-token")
          .words("File with the token that whoever asks for the status page must know");

  static final Setting<LogSettings.Format> LOG_FORMAT =
      Setting.of("log.format", choice(LogSettings.Format.class), "--log-format", "FORM")
          .usual("plain")
          .example("json")
          .words("How log lines are written: plain, or json with an object on each line")
          .changesLive();

  static final Setting<LogSettings.Level> LOG_LEVEL =
      Setting.of("log.level", choice(LogSettings.Level.class), "--log-level", "LEVEL")
          .usual("info")
          .example("warn")
          .words("From which level on lines are logged: error, warn, info or debug")
          .changesLive();

  static final Setting<Path> RULES =
      Setting.of("rules.file", Kind.FILE, "--rules", "FILE")
          .example("rules.yaml")
          .words("File with the rules that the app shall have at X")
          .changesLive();

  static final Setting<Boolean> KEEP_RULES =
      Setting.of("rules.keep", Kind.YES_NO, "--keep-rules", "")
          .usual("false")
          .example("true")
          .words("Apply that file's rules at the start, and again whenever it is read again")
          .changesLive();

  static final List<Setting<?>> STATUS_ALL = List.of(STATUS, STATUS_TOKEN);
  static final List<Setting<?>> LOG_ALL = List.of(LOG_FORMAT, LOG_LEVEL);
  static final List<Setting<?>> RULES_ALL = List.of(RULES, KEEP_RULES);

  private ServiceSection() {}

  private static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
    Map<String, E> choices = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      choices.put(constant.name().toLowerCase(Locale.ROOT), constant);
    }
    return Kind.choice(choices);
  }

  /** Where the status page is served, if anywhere. */
  static Optional<StatusAddress> status(Values values) {
    Optional<Supplier<String>> token = values.find(STATUS_TOKEN).map(ServiceSection::token);
    values.together(() -> token.map(Supplier::get), STATUS_TOKEN);
    return values.together(
        () -> values.find(STATUS).map(address -> StatusAddress.parse(address, token)), STATUS);
  }

  private static Supplier<String> token(Path file) {
    return () -> InputFile.read("the status page's token file", file, ServiceSection::secret);
  }

  private static String secret(Path file) throws IOException {
    String secret = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("the status page's token file, " + file + ", is empty");
    }
    return secret;
  }

  static LogSettings log(Values values) {
    return new LogSettings(values.get(LOG_FORMAT), values.get(LOG_LEVEL));
  }

  /** The rules that the app shall have, if a file names them. */
  static Optional<WantedRules> rules(Values values) {
    boolean keep = values.get(KEEP_RULES);
    Optional<Path> file = values.find(RULES);
    return values.together(
        () -> {
          if (keep && file.isEmpty()) {
            throw new Mistake(
                "rules are to be kept, but none are named: add rules.file or --rules FILE");
          }
          return file.map(named -> new WantedRules(named, keep));
        },
        KEEP_RULES);
  }
}
