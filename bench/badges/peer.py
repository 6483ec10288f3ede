"""The same three calls as plainly as FastAPI does them: register, submit a score, read a leaderboard."""

import os
import secrets
from contextlib import asynccontextmanager

import asyncpg
import redis.asyncio
from fastapi import FastAPI, Header, HTTPException
from pydantic import BaseModel

GAMES = {"Breakout": 1, "Labyrinth": 2, "Asteroids": 3, "Tappytime": 5}


class Score(BaseModel):
    score: int
    duration: float


@asynccontextmanager
async def lifespan(app):
    app.state.pg = await asyncpg.create_pool(
        host=os.environ["PG_DB_HOST"], port=int(os.environ["PG_DB_PORT"]), user=os.environ["PG_DB_USER"],
        password=os.environ["PG_DB_PASSWORD"], database=os.environ["PG_DB_DATABASE"], min_size=8, max_size=8)
    app.state.redis = redis.asyncio.Redis(
        host=os.environ["REDIS_HOST"], port=int(os.environ["REDIS_PORT"]), password=os.environ["REDIS_PASSWORD"])
    yield


app = FastAPI(lifespan=lifespan)


async def badge(uuid, mac):
    return await app.state.pg.fetchval("SELECT id FROM badges WHERE uuid = $1 AND mac_address = $2", uuid, mac)


async def known(uuid, mac):
    found = await badge(uuid, mac)
    if found is None:
        raise HTTPException(401, "Invalid panda-xpress & panda-mac combination.")
    return found


@app.get("/ready")
async def ready():
    return {}


@app.post("/badge/register")
async def register(panda_xpress: str = Header(), panda_mac: str = Header()):
    if await badge(panda_xpress, panda_mac):
        return {"status": "SUCCESS", "registered": "1", "registration_code": None}
    code = secrets.token_hex(4)
    pair = f"{panda_xpress}|{panda_mac}"
    async with app.state.redis.pipeline() as pipe:
        await pipe.set(code, pair, ex=900).set(pair, code, ex=900).execute()
    return {"status": "SUCCESS", "registered": "0", "registration_code": code}


@app.post("/games/me/{game}")
async def submit(game: str, score: Score, panda_xpress: str = Header(), panda_mac: str = Header()):
    badge_id = await known(panda_xpress, panda_mac)
    record = await app.state.pg.fetchval(
        "INSERT INTO scores (badge_id, game_id, score, duration_ms) VALUES ($1, $2, $3, $4) RETURNING id",
        badge_id, GAMES[game], score.score, round(score.duration * 1000))
    return {"status": "SUCCESS", "data": {"record_id": record}}


@app.get("/games/leaderboard/{game}")
async def leaderboard(game: str, pageSize: int = 10, panda_xpress: str = Header(), panda_mac: str = Header()):
    await known(panda_xpress, panda_mac)
    rows = await app.state.pg.fetch(
        """SELECT s.score, s.duration_ms / 1000.0 AS duration, u.discord_handle FROM scores s
           JOIN badges b ON b.id = s.badge_id JOIN users u ON u.id = b.user_id
           WHERE s.game_id = $1 AND s.state = 'kept' ORDER BY s.score DESC, s.duration_ms, s.id LIMIT $2""",
        GAMES[game], pageSize)
    return {"status": "SUCCESS", "data": [{"game_name": game, **dict(row)} for row in rows]}
