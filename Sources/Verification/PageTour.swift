import Calendars
import Dates
import Live

/// The pages of one request in turn, with what the live side expects of each.
struct PageTour {
  /// What the live side says.
  enum Expected {
    case page(LivePage)
    case refusal(LiveRefusal)
    /// There is no cell; the source is asked why.
    case absence(city: String, date: LocalDate)
  }

  /// One page.
  struct Page {
    var question: Question
    var number: Int
    var expected: Expected
  }

  /// The page to be asked for; nil after the last.
  private(set) var next: Page?
  private let pages: Int
  private let selection: LiveSelection?
  private let limit: Int
  private let provesCursors: Bool
  private var skipped = 0
  /// The page that follows a request with a foreign cursor.
  private var later: Page?

  /// The first `pages` pages of a request about a cell; nil where there is no cell.
  ///
  /// With `provesCursors` there is a request with a foreign cursor after the first page.
  init(_ question: Question, pages: Int, cell: LiveCell?, provesCursors: Bool) {
    self.pages = pages
    self.provesCursors = provesCursors
    do throws(LiveRefusal) {
      let query = try LiveQuery(question)
      limit = query.limit
      selection = cell.map { LiveSelection(query, of: $0) }
      // No text that is made up is a cursor.
      let isMadeUp = question["cursor"].map { !$0.isEmpty } ?? false
      let expected: Expected =
        if isMadeUp {
          .refusal(.foreignCursor)
        } else if let selection {
          .page(selection.page())
        } else {
          .absence(city: query.city, date: query.date)
        }
      next = Page(question: question, number: 1, expected: expected)
    } catch {
      limit = 0
      selection = nil
      next = Page(question: question, number: 1, expected: .refusal(error))
    }
  }

  /// Goes on after the reply to a page that is as expected: to the page that its cursor names, by
  /// way of a request whose cursor has been altered or belongs to another one.
  mutating func take(_ reply: Reply, of page: Page) {
    next = later
    later = nil
    guard case .page(let live) = page.expected, let selection, let cursor = reply.nextCursor,
      page.number < pages
    else { return }
    skipped += live.items.count
    // A cursor serves pages of any size.
    let size = page.number.isMultiple(of: 3) ? limit % 7 + 1 : limit
    let following = Page(
      question: page.question.setting("cursor", to: cursor).setting("limit", to: "\(size)"),
      number: page.number + 1, expected: .page(selection.page(after: skipped, limit: size)))
    guard provesCursors, page.number == 1 else {
      next = following
      return
    }
    next = foreign(following, cursor)
    later = following
  }

  private func foreign(_ page: Page, _ cursor: String) -> Page {
    let question =
      switch skipped % 3 {
      case 0:
        page.question.setting("sort", to: page.question["sort"] == "price" ? "rating" : "price")
      case 1: page.question.setting("capacity_max", to: "2147483646")
      default:
        page.question.setting(
          "cursor",
          to: String(cursor.prefix(9)) + (cursor.dropFirst(9).first == "A" ? "B" : "A")
            + cursor.dropFirst(10))
      }
    return Page(question: question, number: page.number, expected: .refusal(.foreignCursor))
  }
}

extension LiveRefusal {
  static let foreignCursor = LiveRefusal(
    status: 400, code: "invalid-cursor", parameter: "cursor")
}

extension PageTour.Page {
  /// The spaces that a difference is about.
  func spaces(at difference: Difference, in reply: Reply) -> [Int64] {
    guard case .page(let live) = expected, case .array(let items) = reply.body["items"] else {
      return []
    }
    let index: Int
    if let match = difference.field.prefixMatch(of: #/items\[([0-9]+)\]/#) {
      index = Int(match.1) ?? .max
    } else if difference.field == "items.count" {
      index = min(live.items.count, items.count)
    } else {
      return []
    }
    var spaces: [Int64] = []
    if index < live.items.count { spaces.append(live.items[index].space.spaceID) }
    if index < items.count, case .string(let text) = items[index]["space_id"],
      let id = Int64(text), !spaces.contains(id)
    {
      spaces.append(id)
    }
    return spaces
  }
}
