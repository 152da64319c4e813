package dev.ouzel.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamedPostTest {
  private static final UserId AUTHOR = new UserId(7);
  private static final PostId ID = PostId.of("1346889436626259968");
  private static final PostId OTHER = new PostId(5);

  @Test
  void findsWhatCameAlong() {
    User author = User.builder().id(AUTHOR).username("some_one").build();
    Media first = Media.builder().mediaKey("3_1").build();
    Media second = Media.builder().mediaKey("3_2").build();
    Poll poll = Poll.builder().id("9").build();
    Place place = Place.builder().id("f7eb2fa2fea288b1").build();
    Post quoted = Post.builder().id(OTHER).text("quoted").build();
    Post post =
        Post.builder()
            .id(ID)
            .authorId(AUTHOR)
            .attachments(
                Attachments.builder().addMediaKeys("3_2", "3_9", "3_1").addPollIds("9").build())
            .geo(PostGeo.builder().placeId("f7eb2fa2fea288b1").build())
            .addReferencedPosts(reference(ReferenceType.QUOTED))
            .build();
    StreamedPost streamed =
        StreamedPost.builder()
            .post(post)
            .includes(
                Includes.builder()
                    .addUsers(User.builder().id(new UserId(8)).build(), author)
                    .addMedia(first, second, second)
                    .addPolls(poll)
                    .addPlaces(Place.builder().build(), place)
                    .addPosts(quoted)
                    .build())
            .build();
    assertThat(streamed.author()).contains(author);
    assertThat(streamed.media()).containsExactly(second, first);
    assertThat(streamed.polls()).containsExactly(poll);
    assertThat(streamed.place()).contains(place);
    assertThat(streamed.referenced(ReferenceType.QUOTED)).contains(quoted);
    assertThat(streamed.referenced(ReferenceType.REPLIED_TO)).isEmpty();
  }

  @Test
  void findsNothingWhereNothingCameAlong() {
    Post post =
        Post.builder()
            .authorId(AUTHOR)
            .attachments(Attachments.builder().addMediaKeys("3_1").build())
            .build();
    for (StreamedPost streamed :
        List.of(StreamedPost.builder().build(), StreamedPost.builder().post(post).build())) {
      assertThat(streamed.id()).isEmpty();
      assertThat(streamed.author()).isEmpty();
      assertThat(streamed.media()).isEmpty();
      assertThat(streamed.polls()).isEmpty();
      assertThat(streamed.place()).isEmpty();
      assertThat(streamed.fullText()).isEmpty();
      assertThat(streamed.permalink()).isEmpty();
    }
  }

  @Test
  void tellsTheWholeOfALongPost() {
    NotePost whole = NotePost.builder().text("one and two").build();
    Post post = Post.builder().text("one…").notePost(whole).build();
    assertThat(StreamedPost.builder().post(post).build().fullText()).contains("one and two");
    Post withoutWhole = Post.builder().text("one").notePost(NotePost.builder().build()).build();
    assertThat(withoutWhole.wholeText()).contains("one");
  }

  @Test
  void tellsTheWholeOfWhatWasReposted() {
    Post repost =
        Post.builder()
            .text("RT @some_one: one and…")
            .addReferencedPosts(reference(ReferenceType.REPOSTED))
            .build();
    StreamedPost.Builder alone = StreamedPost.builder().post(repost);
    assertThat(alone.build().fullText()).contains("RT @some_one: one and…");
    Post whole = Post.builder().id(OTHER).text("one and two: three").build();
    assertThat(alone.includes(Includes.builder().addPosts(whole).build()).build().fullText())
        .contains("RT @some_one: one and two: three");
    Post odd = Post.builder().from(repost).text("RT: one").build();
    assertThat(alone.post(odd).build().fullText()).contains("one and two: three");
  }

  @Test
  void doesNotFollowAPostThatRepostsItself() {
    Post post =
        Post.builder()
            .id(OTHER)
            .text("again")
            .addReferencedPosts(reference(ReferenceType.REPOSTED))
            .build();
    StreamedPost streamed =
        StreamedPost.builder()
            .post(post)
            .includes(Includes.builder().addPosts(post).build())
            .build();
    assertThat(streamed.fullText()).contains("again");
  }

  @Test
  void linksToThePostWithOrWithoutItsAuthor() {
    Post post = Post.builder().id(ID).authorId(AUTHOR).build();
    StreamedPost alone = StreamedPost.builder().post(post).build();
    assertThat(alone.permalink()).contains("https://x.com/i/status/" + ID);
    User odd = User.builder().id(AUTHOR).username("../evil").build();
    assertThat(with(post, odd).permalink()).contains("https://x.com/i/status/" + ID);
    User author = User.builder().id(AUTHOR).username("some_one").build();
    assertThat(with(post, author).permalink()).contains("https://x.com/some_one/status/" + ID);
    Post named = Post.builder().from(post).username("by_name").build();
    assertThat(StreamedPost.builder().post(named).build().permalink())
        .contains("https://x.com/by_name/status/" + ID);
  }

  @Test
  void tellsWhenAPostWasMadeByItsIdOrElseByWhatXSays() {
    Instant said = Instant.parse("2021-01-06T18:40:40Z");
    assertThat(Post.builder().id(ID).createdAt(said).build().postedAt())
        .contains(Instant.parse("2021-01-06T18:40:40.344Z"));
    assertThat(Post.builder().id(OTHER).createdAt(said).build().postedAt()).contains(said);
    assertThat(Post.builder().build().postedAt()).isEmpty();
  }

  @Test
  void turnsEntitiesBackOnce() {
    assertThat(PostText.unescape("a &amp; b &lt;c&gt; &amp;lt; &quot; $1 &"))
        .isEqualTo("a & b <c> &lt; &quot; $1 &");
  }

  @Test
  void readsPointsAsLongitudeAndLatitude() {
    GeoPoint point = GeoPoint.builder().addCoordinates(12.5, -3.25).build();
    assertThat(point.longitude()).hasValue(12.5);
    assertThat(point.latitude()).hasValue(-3.25);
    assertThat(GeoPoint.builder().addCoordinates(12.5).build().latitude()).isEmpty();
    assertThat(GeoPoint.builder().build().longitude()).isEmpty();
  }

  @Test
  void cutsDurationsToWhatTheWireHolds() {
    Duration exact = Duration.ofSeconds(90, 1_999_999);
    assertThat(Poll.builder().duration(exact).id("9").build())
        .isEqualTo(Poll.builder().duration(Duration.ofMinutes(1)).id("9").build());
    assertThat(Media.builder().duration(exact).build().duration())
        .contains(Duration.ofMillis(90_001));
    assertThat(Poll.builder().build().duration()).isEmpty();
  }

  @Test
  void keepsValuesThatXAddsToItsLists() {
    assertThat(MediaType.VIDEO.isKnown()).isTrue();
    assertThat(new MediaType("video")).isEqualTo(MediaType.VIDEO);
    assertThat(new MediaType("hologram").isKnown()).isFalse();
    assertThat(new MediaType("hologram").wire()).isEqualTo("hologram");
  }

  private static StreamedPost with(Post post, User author) {
    return StreamedPost.builder()
        .post(post)
        .includes(Includes.builder().addUsers(author).build())
        .build();
  }

  private static PostReference reference(ReferenceType type) {
    return PostReference.builder().type(type).id(OTHER).build();
  }
}
