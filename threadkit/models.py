"""The values callers hold: posts, links, evidence, diagnostics, threads.

Decides the public data model, its JSON form and nothing else: no parsing, no
inference, no other file format.  Posts are flat and name their parent by id;
nested views are made on demand and without recursion, so a chain of any depth
is fine.
"""

from __future__ import annotations

import importlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import repeat
from typing import Any, ClassVar, Literal, Self, cast

from pydantic import BaseModel, ConfigDict, Field, model_validator

from threadkit import deepjson, treejson
from threadkit.collector import collector_paused
from threadkit.records import complete_ids, read_record
from threadkit.trees import Tree, check_links, find_depths

SCHEMA = "threadkit/thread/1"
"""Name and version of the JSON form; it changes when a reader of the old form would misread the new one."""

Span = tuple[int, int]
"""Half-open character range ``(start, end)``."""

Order = Literal["chronological", "reverse", "preorder"]
"""In which order a page prints its posts."""

LinkSource = Literal["printed", "explicit", "given", "inferred", "unknown"]
"""Where a parent comes from.

``printed``: the page's own nesting; ``explicit``: a number or id that the post
states; ``given``: the caller knew it; ``inferred``: a guess from the text;
``unknown``: nothing is known, ``parent`` is None for want of evidence.
"""

Precision = Literal["second", "minute", "hour", "day", "month", "year"]


# Where a model keeps its state; set through these, a value costs a fifth of what checking it or `model_construct` do.
_set_values = BaseModel.__dict__["__dict__"].__set__
_set_given = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_set_extra = BaseModel.__dict__["__pydantic_extra__"].__set__
_set_private = BaseModel.__dict__["__pydantic_private__"].__set__


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    _every: ClassVar[set[str]]
    """The names of all fields; values that state them all may share it, as nobody adds to those of a frozen one."""

    @classmethod
    def __pydantic_init_subclass__(cls, **_: Any) -> None:
        cls._every = set(cls.model_fields)

    @classmethod
    def unchecked(cls, values: dict[str, Any]) -> Self:
        """A value that takes over fields known to fit, as those of our own making are; others have their defaults.

        One dict, since keywords would take longer to pass on than all else.
        """
        given = cls._every
        if len(values) < len(given):
            others, factories, given = _completion(cls, tuple(values))
            values = {**others, **values}
            for name, make in factories:
                values[name] = make()
        made = object.__new__(cls)
        _set_values(made, values)
        _set_given(made, given)
        _set_extra(made, None)
        _set_private(made, None)
        return made

    @classmethod
    def all_unchecked(cls, values: Sequence[dict[str, Any]]) -> list[Self]:
        """What :meth:`unchecked` makes of each, where all fields of all are given, in half the time."""
        made = list(map(object.__new__, repeat(cls, len(values))))
        put = ((_set_values, values), (_set_given, repeat(cls._every)), (_set_extra, repeat(None)))
        for setter, states in (*put, (_set_private, repeat(None))):
            deque(map(setter, made, states), maxlen=0)
        return made

    def changed(self, **values: Any) -> Self:
        """A copy with other values in some fields, which are known to fit."""
        made = object.__new__(type(self))
        _set_values(made, {**self.__dict__, **values})
        given = self.__pydantic_fields_set__
        _set_given(made, given if given is self._every or given.issuperset(values) else given | values.keys())
        _set_extra(made, None)
        _set_private(made, None)
        return made


@cache
def _completion(
    model: type[BaseModel], given: tuple[str, ...]
) -> tuple[dict[str, Any], tuple[tuple[str, Callable[[], Any]], ...], set[str]]:
    """What makes a value of some fields: all fields in order with their defaults; what makes the defaults that values
    do not share; and the names of the given ones, which frozen values may share.
    """
    fields = model.model_fields
    missing = {name: field for name, field in fields.items() if name not in given}
    defaults = {name: None if field.is_required() else field.default for name, field in fields.items()}
    factories = ((name, field.default_factory) for name, field in missing.items())
    made = tuple((name, cast(Callable[[], Any], make)) for name, make in factories if make is not None)
    return defaults, made, set(given)


class Evidence(_Frozen):
    """One reason behind a link or a guess.

    ``child_span`` and ``parent_span`` are character offsets into the *bodies*
    of the child and the parent; ``text`` is the words themselves.
    ``weight`` is how much the signal moved the decision (log-odds), if known.
    """

    signal: str
    text: str | None = None
    child_span: Span | None = None
    parent_span: Span | None = None
    weight: float | None = Field(default=None, allow_inf_nan=False)


class ReplyLink(_Frozen):
    """Who a post answers, how sure we are, and why.

    ``parent`` is None when the post answers the article or opens the thread.
    ``confidence`` is the calibrated probability of ``parent`` (None where
    nothing was estimated).  ``runner_up`` is the second best parent (None may
    mean "no parent"; then ``runner_up_confidence`` is still set).
    ``uncertain`` flags a link below the confidence the caller asked for.
    """

    parent: str | None = None
    source: LinkSource = "unknown"
    confidence: float | None = Field(default=None, ge=0.0, le=1.0)
    evidence: tuple[Evidence, ...] = ()
    runner_up: str | None = None
    runner_up_confidence: float | None = Field(default=None, ge=0.0, le=1.0)
    uncertain: bool = False


class AuthorGuess(_Frozen):
    """A proposed name for a post whose author the text lost."""

    name: str
    confidence: float = Field(ge=0.0, le=1.0)
    evidence: tuple[Evidence, ...] = ()


class Diagnostic(_Frozen):
    """Something a reader of the result should know."""

    code: str
    message: str
    severity: Literal["info", "warning", "error"] = "info"
    post: str | None = None
    span: Span | None = None


class Region(_Frozen):
    """A stretch of input lines and what they are.

    ``span`` covers whole lines; the regions of a thread cover the whole input
    in order, without gaps or overlaps.  ``post`` is set for ``kind="post"``.
    """

    kind: Literal["article", "post", "furniture"]
    span: Span
    post: str | None = None


class Post(_Frozen):
    """One contribution.

    ``author`` is None when the text does not name one; a guess of it lives in
    ``author_guess``.  ``timestamp`` is naive unless the page printed a zone;
    ``raw_timestamp`` is the text it was read from.  ``depth`` counts edges
    from the top: an answer to the article has depth 0.  ``span`` and
    ``body_span`` are character offsets into the input.
    """

    id: str
    parent: str | None = None
    author: str | None = None
    timestamp: datetime | None = None
    raw_timestamp: str | None = None
    timestamp_precision: Precision | None = None
    body: str = ""
    number: str | None = None
    title: str | None = None
    score: int | None = None
    depth: int = 0
    deleted: bool = False
    link: ReplyLink = ReplyLink()
    author_guess: AuthorGuess | None = None
    span: Span | None = None
    body_span: Span | None = None
    meta: Mapping[str, Any] = Field(default_factory=dict)


_POST_FIELDS = frozenset(Post.model_fields)
_NO_LINK = ReplyLink()


class Thread(_Frozen):
    """A reconstructed discussion: posts in page order, with their links.

    Ids are unique, every parent is the id of a post, and no post descends from
    itself; anything else raises ``ValueError``.  A parent may stand later on
    the page than its reply, as it does where the newest post comes first.
    """

    # The tree index lives in a slot: pydantic neither compares nor copies it.
    __slots__ = ("_tree",)

    posts: tuple[Post, ...] = ()
    article: str | None = None
    layout: Any = None  # a threadkit.layouts.Layout
    order: Order | None = None
    regions: tuple[Region, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    meta: Mapping[str, Any] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _links_make_trees(self) -> Self:
        check_links([(post.id, post.parent) for post in self.posts])
        return self

    @classmethod
    def from_posts(cls, posts: Iterable[Post | Mapping[str, Any]], **fields: Any) -> Self:
        """A thread from posts whose parents are known.

        A mapping has the fields of :class:`Post`; whatever else it has goes to
        ``meta``.  Ids may be numbers and may be missing (the post's place
        from 1 stands in).  ``timestamp`` may be a datetime, a date, ISO text
        or seconds (or milliseconds) since 1970; other text is kept as
        ``raw_timestamp``.  Missing values may be None or NaN.  ``depth`` is
        computed.  ``fields`` are further fields of the thread.

        Raises ``ValueError`` for ids that occur twice, parents that are no
        post, and posts that descend from themselves.
        """
        records = [post if isinstance(post, Post) else read_record(post, _POST_FIELDS) for post in posts]
        ids = complete_ids([r.id if isinstance(r, Post) else r["id"] for r in records])
        parents = [r.parent if isinstance(r, Post) else r["parent"] for r in records]
        links = list(zip(ids, parents, strict=True))
        check_links(links)
        depths = find_depths(links)
        return cls(posts=tuple(map(_finish_post, records, ids, depths)), **fields)

    # --- the tree ---

    @property
    def roots(self) -> tuple[Post, ...]:
        """The posts that answer the article or open the thread, in page order."""
        return tuple(self.posts[i] for i in self._index().roots)

    def post(self, post_id: str) -> Post:
        """The post with this id; ``KeyError`` if there is none."""
        return self.posts[self._index().place[post_id]]

    def replies_to(self, post: Post | str | None) -> tuple[Post, ...]:
        """The direct replies to a post (or its id), in page order; to None, the posts at the top."""
        if post is None:
            return self.roots
        index = self._index()
        return tuple(self.posts[i] for i in index.children[index.place[_id_of(post)]])

    def chain(self, post: Post | str) -> tuple[Post, ...]:
        """The posts from the top down to ``post`` (or its id), each answering the one before."""
        place = self._index().place
        at: str | None = _id_of(post)
        path = []
        while at is not None:
            path.append(self.posts[place[at]])
            at = path[-1].parent
        return tuple(reversed(path))

    def walk(self, start: Post | str | None = None) -> Iterator[Post]:
        """Every post (or ``start`` and all below it), depth first: a post, then its replies in page order."""
        index = self._index()
        stack = list(reversed(index.roots)) if start is None else [index.place[_id_of(start)]]
        while stack:
            at = stack.pop()
            yield self.posts[at]
            stack.extend(reversed(index.children[at]))

    def _index(self) -> Tree:
        tree = getattr(self, "_tree", None)
        if tree is None:
            tree = Tree.of([(post.id, post.parent) for post in self.posts])
            object.__setattr__(self, "_tree", tree)
        return cast(Tree, tree)

    # --- JSON ---

    def to_dict(self, *, nested: bool = False) -> dict[str, Any]:
        """The thread as plain values, ready for ``json``.

        Flat, ``posts`` holds every post in page order with its ``parent``.
        Nested, it holds the posts at the top and each has ``replies``; where
        the page's order is not the depth-first one, ``position`` keeps it.
        """
        record = self._frame()
        record["posts"] = (
            self._nested_posts() if nested else [treejson.post_record(post, _NO_LINK) for post in self.posts]
        )
        return record

    def to_json(self, *, nested: bool = False, indent: int | None = None) -> str:
        """:meth:`to_dict` as JSON text, on one line unless ``indent`` is given.

        Works at any depth.  Lone surrogates are escaped, so the text can
        always be written as UTF-8.  White space stops growing after
        40 levels, or a deep chain would consist of little else.
        """
        if not nested and indent is None:
            with collector_paused():  # thousands of records live until they are written
                return treejson.write_flat(self.to_dict())
        if not nested:
            text = treejson.dumps(self.to_dict(), indent)
        else:
            text = treejson.splice_posts(treejson.dumps(self._frame(), indent), self._nested_lines(indent), indent)
        return treejson.escape_surrogates(text)

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Self:
        """The thread that :meth:`to_dict` described, flat or nested.

        A record without ``schema`` is taken for somebody else's: its ``posts``
        (nested by ``replies`` or not) are read as by :meth:`from_posts`.
        Raises ``ValueError`` for an unknown schema or impossible posts.
        """
        posts = record.get("posts")
        if not isinstance(posts, Sequence) or isinstance(posts, str):
            raise ValueError("not a thread: there is no list of posts")
        flat = treejson.flatten(posts)
        schema = record.get("schema")
        if schema is None:
            return cls.from_posts(flat, **{k: record[k] for k in ("article", "order") if record.get(k) is not None})
        if schema != SCHEMA:
            raise ValueError(f"unknown schema {schema!r}; this version reads {SCHEMA!r}")
        frame = {k: v for k, v in record.items() if k not in ("schema", "posts")}
        frame["layout"] = _read_layout(frame.get("layout"))
        return cls(posts=tuple(map(_read_post, flat)), **frame)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The thread that :meth:`to_json` wrote, flat or nested, at any depth."""
        record = deepjson.loads(text)
        if not isinstance(record, dict):
            raise ValueError("not a thread: the JSON value is no object")
        return cls.from_dict(record)

    def _frame(self) -> dict[str, Any]:
        """Everything but the posts, which come last so that both forms begin alike."""
        layout = self.layout
        if isinstance(layout, BaseModel):
            layout = layout.model_dump(mode="json", exclude_defaults=True)
        return {
            "schema": SCHEMA,
            "article": self.article,
            "layout": layout,
            "order": self.order,
            "regions": [treejson.region_record(region) for region in self.regions],
            "diagnostics": [treejson.diagnostic_record(diagnostic) for diagnostic in self.diagnostics],
            "meta": dict(self.meta),
            "posts": [],
        }

    def _nested_posts(self) -> list[dict[str, Any]]:
        index = self._index()
        records = self._positioned_records()
        for record, children in zip(records, index.children, strict=True):
            record["replies"] = [records[child] for child in children]
        return [records[root] for root in index.roots]

    def _positioned_records(self) -> list[dict[str, Any]]:
        records = [treejson.post_record(post, _NO_LINK) for post in self.posts]
        if any(a.id != b.id for a, b in zip(self.walk(), self.posts, strict=True)):
            for place, record in enumerate(records):
                record["position"] = place
        return records

    def _nested_lines(self, indent: int | None) -> str:
        """The posts at the top as JSON, comma-separated, with their replies inside."""
        index = self._index()
        records = self._positioned_records()
        pieces: list[str] = []
        # Each entry is a post to open, or None to close the one that is open.
        stack: list[int | None] = list(reversed(index.roots))
        level, first = 0, True
        while stack:
            at = stack.pop()
            if at is None:
                level -= 1
                pieces.append(treejson.close_post(level, indent, empty=first))
                first = False
                continue
            pieces.append(treejson.open_post(records[at], level, indent, first))
            first = True
            level += 1
            stack.append(None)
            stack.extend(reversed(index.children[at]))
        return "".join(pieces)


def json_schema(nested: bool = False) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of :meth:`Thread.to_json`, flat or nested."""
    schema = Thread.model_json_schema(ref_template="#/$defs/{model}")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["$id"] = SCHEMA + ("/nested" if nested else "")
    schema["description"] = "A reconstructed discussion: posts in page order, each naming its parent by id."
    schema["properties"] = {"schema": {"const": SCHEMA}} | schema["properties"]
    schema["properties"]["layout"] = {"type": ["object", "null"], "description": "The layout the page was read with."}
    schema["required"] = ["schema", "posts"]
    post = schema["$defs"]["Post"]
    post["required"] = ["id", "parent"]
    post["properties"]["timestamp"] = {
        "type": ["string", "null"],
        "description": "ISO 8601; without an offset where the page printed no zone.",
    }
    if nested:
        schema["description"] = "A reconstructed discussion: the posts at the top, each holding its replies."
        post["properties"]["replies"] = {"type": "array", "items": {"$ref": "#/$defs/Post"}}
        post["properties"]["position"] = {
            "type": "integer",
            "minimum": 0,
            "description": "Place on the page, given where it is not the depth-first one.",
        }
        post["required"] = ["id", "parent", "replies"]
    return schema


# --- reading -------------------------------------------------------------------------------------------------------


def _id_of(post: Post | str) -> str:
    return post if isinstance(post, str) else post.id


def _finish_post(record: Post | dict[str, Any], ident: str, depth: int) -> Post:
    if isinstance(record, dict):
        record["id"], record["depth"] = ident, depth
        if "link" not in record:
            record["link"] = ReplyLink(parent=record["parent"], source="given")
        return Post.model_validate(record)
    changes: dict[str, Any] = {}
    if record.depth != depth:
        changes["depth"] = depth
    if record.link == _NO_LINK:
        changes["link"] = ReplyLink(parent=record.parent, source="given")
    return record.model_copy(update=changes) if changes else record


def _read_post(record: Mapping[str, Any]) -> Post:
    fields = dict(record)
    link = fields.get("link")
    if isinstance(link, Mapping) and "parent" not in link:
        fields["link"] = {**link, "parent": fields.get("parent")}
    return Post.model_validate(fields)


def _read_layout(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    # Layouts are described further up in the package; only a thread that carries one needs them.
    return importlib.import_module("threadkit.layouts").Layout.model_validate(value)
