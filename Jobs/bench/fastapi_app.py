"""The discovery endpoint as FastAPI and asyncpg have it: the same statement, the same answer.

BENCH_STATEMENTS names a JSON file with the statements of each order, with filters and without,
BENCH_SETTINGS is a JSON object of the session's settings, BENCH_DSN the database.
"""

import json
import math
import os
from contextlib import asynccontextmanager
from datetime import date as Date

import asyncpg
from fastapi import FastAPI, HTTPException, Response

with open(os.environ["BENCH_STATEMENTS"], encoding="utf-8") as file:
    STATEMENTS = json.load(file)
LEAST, GREATEST, SCALE = -(2**63), 2**63 - 1, 2**30
SETTINGS = json.loads(os.environ["BENCH_SETTINGS"])


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = await asyncpg.create_pool(
        os.environ["BENCH_DSN"], min_size=3, max_size=3, server_settings=SETTINGS
    )
    yield
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan)


def position(near: str) -> tuple[int, int, int]:
    latitude, longitude = (math.radians(float(part)) for part in near.split(","))
    return (
        round(math.cos(latitude) * math.cos(longitude) * SCALE),
        round(math.cos(latitude) * math.sin(longitude) * SCALE),
        round(math.sin(latitude) * SCALE),
    )


def names(text: str) -> list[str]:
    return sorted(set(text.split(","))) if text else []


def metres(squared_chord: int) -> int:
    return round(2 * 6371008.8 * math.asin(min(1, math.sqrt(squared_chord) / (2 * SCALE))))


@app.get("/v1/discovery")
async def discovery(
    city: str,
    date: Date,
    category: str = "",
    capacity_min: int = 0,
    capacity_max: int = 0,
    add_ons: str = "",
    price_min: int = 0,
    price_max: int = 0,
    near: str = "",
    radius_km: float = 0,
    sort: str = "recommended",
    limit: int = 20,
):
    place = position(near) if near else (0, 0, 0)
    chord = GREATEST
    if radius_km:
        chord = int((2 * SCALE * math.sin(radius_km * 1000 / (2 * 6371008.8))) ** 2)
    wanted, offered = names(category), names(add_ons)
    is_filtered = any(
        (wanted, offered, capacity_min, capacity_max, price_min, price_max, radius_km)
    )
    cell, page = (city, date, GREATEST, None, *place), (LEAST, LEAST, limit + 1)
    if is_filtered:
        parameters = (
            *cell, chord, offered, wanted, capacity_min, capacity_max or 2**31 - 1, price_min,
            price_max or GREATEST, *page, 10_000,
        )
    else:
        parameters = (*cell, *page) if sort == "recommended" else (*cell, *page, True)
    statement = STATEMENTS[f"{sort} {'filtered' if is_filtered else 'unfiltered'}"]
    async with app.state.pool.acquire() as connection:
        rows = await connection.fetch(statement, *parameters)
    if not rows or rows[0]["generation"] is None:
        raise HTTPException(404)
    head = rows[0]
    items = [
        json.loads(row["fragment"] + "}")
        | {
            "capacity": row["capacity"],
            "price": {"amount_minor": row["price_minor"], "currency": head["currency"]},
            "available_units": row["units"],
            "distance_m": metres(row["squared_chord"]) if near else None,
            "add_ons": json.loads(row["add_on_list"]),
        }
        for row in rows[:limit]
        if row["price_minor"] is not None
    ]
    answer = {
        "city": city,
        "date": date.isoformat(),
        "day": {
            "status": "open" if head["is_open"] else "closed",
            "holiday": json.loads(head["holiday"]) if head["holiday"] else None,
        },
        "items": items,
        "page": {"limit": limit, "next_cursor": None, "total": head["total"]},
        "freshness": {
            "generation": head["generation"],
            "built_at": head["built_at"].isoformat(),
            "inputs_as_of": head["inputs_as_of"].isoformat(),
        },
    }
    return Response(
        json.dumps(answer, ensure_ascii=False, separators=(",", ":")),
        media_type="application/json",
    )
