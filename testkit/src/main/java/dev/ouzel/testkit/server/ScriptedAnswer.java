package dev.ouzel.testkit.server;

import dev.ouzel.testkit.script.Answer;
import io.vertx.ext.web.RoutingContext;

/** What the script says of the answer to one request. */
final class ScriptedAnswer {
  private ScriptedAnswer() {}

  /** Answers as the script says, or lets {@code truth} answer, at once or later or never. */
  static void give(Account account, RoutingContext context, Answer answer, Runnable truth) {
    if (answer.silent()) {
      return;
    }
    if (!answer.dated()) {
      context.response().headers().remove("date");
    }
    Runnable decided =
        () -> {
          if (!context.response().closed()) {
            answer.refusal().ifPresentOrElse(reply -> Reception.answer(context, reply), truth);
          }
        };
    if (answer.delay().isZero()) {
      decided.run();
    } else {
      account.loop().after(answer.delay(), decided);
    }
  }
}
