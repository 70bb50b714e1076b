import Discovery

extension OpenAPIOperation {
  /// Every path, in the order in which readers need them.
  static let all: [OpenAPIOperation] = reading + ofBearers + operating

  private static let reading = [
    OpenAPIOperation(
      path: "/v1/discovery", summary: "Bookable spaces of a city on a date.",
      content: .answer("Discovery"), problems: [400, 404, 410, 503]
    ) { OpenAPIParameters.write(DiscoveryParameter.all, to: &$0) },
    OpenAPIOperation(
      path: "/v1/discovery/facets", summary: "Counts of what passes the filters.",
      content: .answer("Facets"), problems: [400, 404, 503]
    ) { json in
      let filters = DiscoveryParameter.all.filter { !DiscoveryParameter.ofPages.contains($0.name) }
      OpenAPIParameters.write(filters, to: &json)
    },
    OpenAPIOperation(
      path: "/v1/cities", summary: "Every city with its live dates.", content: .answer("Cities"),
      problems: [400, 503]),
    OpenAPIOperation(
      path: "/v1/cities/{city}/days", summary: "Open dates and lowest prices.",
      content: .answer("Days"), problems: [400, 404, 503]
    ) { OpenAPIParameters.writeDays(to: &$0) },
  ]

  private static let ofBearers = [
    OpenAPIOperation(
      path: "/v1/spaces", summary: "All of several spaces on a date.", content: .answer("Spaces"),
      problems: [400, 503]
    ) { OpenAPIParameters.write(SpacesParameter.all, to: &$0) },
    OpenAPIOperation(
      path: "/v1/spaces/{id}", summary: "All of a space on a date.", content: .answer("Space"),
      problems: [400, 404, 503]
    ) { json in
      json.raw(OpenAPIParameters.space.utf8)
      OpenAPIParameters.write(SpacesParameter.ofOne, to: &json)
    },
    OpenAPIOperation(
      path: "/v1/explain", summary: "Why a space is, or is not, in an answer.",
      content: .answer("Explanation"), problems: [400, 404, 503]
    ) { OpenAPIParameters.write(ExplainParameter.all, to: &$0) },
  ]

  private static let operating = [
    OpenAPIOperation(
      path: "/healthz", summary: "Whether the process runs.",
      content: .text(type: "text/plain", API.healthyText)),
    OpenAPIOperation(
      path: "/readyz", summary: "Whether the API can answer, by data that is fresh enough.",
      content: .text(type: "text/plain", API.readyText), problems: [503]),
    OpenAPIOperation(
      path: "/metrics", summary: "Counts and times in the text format of Prometheus.",
      content: .text(type: "text/plain", metrics)),
    OpenAPIOperation(
      path: "/openapi.json", summary: "This document.", content: .document, problems: [400]),
  ]

  /// What is told of one request.
  private static let metrics: String = {
    let metrics = RequestMetrics()
    metrics.count("discovery", 200, ServerTiming(), .milliseconds(2))
    return String(decoding: metrics.registry.text(), as: UTF8.self)
  }()
}
