/** A small landscape, 64 by 48 pixels, PNG: what a customer sends who sends "a photo". */
export function samplePhoto(): Buffer {
  return Buffer.from(SAMPLE_PNG, "base64");
}

const SAMPLE_PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAwCAIAAAAuKetIAAABM0lEQVR42tXPx21DQRADUFY3RYxzUs7BkkMfzjnnWIubYBH2" +
  "QYDgg1Z/ddpP4F1JkBh+UxoGX5SGzU9KQ/+D0tB7pzR03ygNnVfmwe9PYWTWINovTGs8/b/4OFrPTGji+pHIBjSfmMqU9SMx" +
  "JWg8MpXMAzElqD8wicz1I5k9qN0zicgDmT2o3jGJyAOZPajcMpXM9TElKN8wlcwDMSUoXTOhKesjG1C8YloT18fHUbhkHoyn" +
  "zxrExgWlYf2c0rB2RmlYPaU0rJxQGpaPKQ1LR5QG2/WQxUOG5CcF2/GQhQOG5CcF2/aQ+X2G5CcF2/KQuT2G5CcFG7o02MCl" +
  "wTZdGqzv0mA9lwbrujRYx6XB2i4N1nJpsKZLgzVcGqzu0mA1lwarujRYxaXByi4NVnJpsKJL+wMTvUciLyOgOQAAAABJRU5E" +
  "rkJggg==";
