/**
 * What X publishes: the bytes of a frame, the ids of posts, the problems X reports, and the typed
 * view of a post with all that belongs to it.
 *
 * <p>Start at {@link dev.ouzel.post.StreamedPost}. Names follow X's newer vocabulary (post,
 * repost); the wire may speak the older one (tweet, retweet).
 */
package dev.ouzel.post;
