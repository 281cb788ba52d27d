import { describe, expect, test } from "vitest";
import { hideQuery, hideUserinfo, urlSecrets } from "./redact-url.ts";

describe("in an address", () => {
  test.each([
    ["https://h/cb#access_token=S3cret&x=1", "https://h/cb#access_token=[redacted]&x=1", ["S3cret"]],
    [String.raw`https:\/\/u:S3cret@cdn\/x`, String.raw`https:\/\/[redacted]@cdn\/x`, ["u:S3cret", "S3cret"]],
    [
      String.raw`https:\/\/h\/x?access_token=ab\/S3cret&a=1`,
      String.raw`https:\/\/h\/x?access_token=[redacted]&a=1`,
      ["ab/S3cret"],
    ],
    ['"//u:S3cret@h/x"', '"//[redacted]@h/x"', ["u:S3cret", "S3cret"]],
    [
      "https://h/?next=https%3A%2F%2Fg%2F%3Faccess_token%3DS3c%252Fret%26a%3D1",
      "https://h/?next=https%3A%2F%2Fg%2F%3Faccess_token%3D[redacted]%26a%3D1",
      ["S3c%252Fret", "S3c%2Fret", "S3c/ret"],
    ],
    [
      "https://s3/x?X-Amz-Signature=S3cret&X-Amz-Security-Token=T0ken",
      "https://s3/x?X-Amz-Signature=[redacted]&X-Amz-Security-Token=[redacted]",
      ["S3cret", "T0ken"],
    ],
    ["// me@home is no address", "// me@home is no address", []],
    ["https://h/Users?filter=key%20eq%201#top", "https://h/Users?filter=key%20eq%201#top", []],
  ])("%s", (text, clean, secrets) => {
    expect(hideQuery(hideUserinfo(text))).toBe(clean);
    expect(urlSecrets(text)).toEqual(secrets);
  });
});
