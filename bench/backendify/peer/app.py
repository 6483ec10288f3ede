"""The contract of the company lookup as one would write it with FastAPI: cached, bounded, with timeouts, nothing more."""

import asyncio
import json
import os
from datetime import datetime, timezone
from urllib.parse import quote

import httpx
from cachetools import TTLCache
from fastapi import FastAPI
from fastapi.responses import JSONResponse

BACKENDS = dict(pair.split("=", 1) for pair in os.environ["BACKENDIFY_BACKENDS"].split(","))
FIELDS = {
    "application/x-company-v1": ("cn", "closed_on"),
    "application/x-company-v2": ("company_name", "dissolved_on"),
}

app = FastAPI(openapi_url=None)
companies = TTLCache(maxsize=50_000, ttl=24 * 3600)
absent = TTLCache(maxsize=10_000, ttl=60)
client = httpx.AsyncClient(timeout=5, limits=httpx.Limits(max_connections=150, max_keepalive_connections=150))


class Problem(Exception):
    def __init__(self, status):
        self.status = status


async def fetch(key):
    country, company = key
    try:
        answer = await client.get(f"{BACKENDS[country]}/companies/{quote(company, safe='')}")
    except httpx.HTTPError as failure:
        raise Problem(504) from failure
    if answer.status_code == 404:
        absent[key] = True
        return None
    if answer.status_code != 200:
        raise Problem(504)
    fields = FIELDS.get(answer.headers.get("content-type", "").split(";")[0].strip().lower())
    try:
        body = json.loads(answer.content)
        name, end = body[fields[0]], body.get(fields[1])
        found = name, datetime.fromisoformat(end).astimezone(timezone.utc) if end else None
    except (ValueError, TypeError, KeyError) as broken:
        raise Problem(502) from broken
    companies[key] = found
    return found


@app.get("/status")
async def status():
    return {"message": "OK"}


@app.get("/company")
async def company(id: str = "", country_iso: str = ""):
    country = country_iso.lower()
    if not id or len(country) != 2:
        return JSONResponse({"detail": "id and country_iso are needed"}, 400)
    key = country, id
    if country not in BACKENDS or key in absent:
        return JSONResponse({"detail": "no such company"}, 404)
    found = companies.get(key)
    if found is None:
        # The call goes on behind the client's back and fills the cache.
        call = asyncio.ensure_future(fetch(key))
        call.add_done_callback(lambda done: done.cancelled() or done.exception())
        try:
            found = await asyncio.wait_for(asyncio.shield(call), 0.95)
        except asyncio.TimeoutError:
            return JSONResponse({"detail": "the backend is slow"}, 504)
        except Problem as problem:
            return JSONResponse({"detail": "the backend failed"}, problem.status)
    if found is None:
        return JSONResponse({"detail": "no such company"}, 404)
    name, end = found
    answer = {"id": id, "name": name, "active": end is None or end > datetime.now(timezone.utc)}
    if end:
        precision = "milliseconds" if end.microsecond else "seconds"
        answer["active_until"] = end.isoformat(timespec=precision).replace("+00:00", "Z")
    return JSONResponse(answer)
