import Discovery
import Foundation
import Testing

@Suite struct JSONWriterTests {
  @Test func `any string reads back as it was written`() throws {
    let texts = ["", "\"\\/", "\u{0}\u{1f}\u{7f}\n\t\r", "é東京🙂", "</script>", "\u{2028}"]
    var json = JSONWriter()
    json.array { json in
      for text in texts { json.string(text) }
    }
    #expect(try JSONDecoder().decode([String].self, from: Data(json.bytes)) == texts)
  }

  @Test func `commas stand between members and elements only`() {
    var json = JSONWriter()
    json.object { json in
      json.name("a")
      json.array { json in
        json.integer(1)
        json.array { _ in }
        json.object { _ in }
        json.null()
      }
      json.name("b")
      json.object(continuing: #"{"c":1"#.utf8) { json in
        json.name("d")
        json.bool(false)
      }
      json.name("e")
      json.number(2.5)
      json.name("f")
      json.identifier(9_007_199_254_740_993)
    }
    #expect(
      String(decoding: json.bytes, as: UTF8.self)
        == #"{"a":[1,[],{},null],"b":{"c":1,"d":false},"e":2.5,"f":"9007199254740993"}"#)
  }
}
