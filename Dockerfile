# Build: docker build -t beschut .   Run: see docker-compose.yml for what it needs from its environment.
FROM python:3.12-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --require-hashes --requirement requirements.txt
WORKDIR /app
COPY . .
# The demo's settings are enough to collect files; its secrets stay behind in this stage.
RUN /opt/venv/bin/pybabel compile --directory locale --domain django \
    && BESCHUT_DEMO=true /opt/venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && mv var/static /static && rm -rf var && mkdir var && mv /static var/static

FROM python:3.12-slim
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --uid 10001 --no-create-home beschut && install --directory --owner beschut /anchors
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
USER beschut
EXPOSE 8000
# The rest stands in gunicorn.conf.py.
CMD ["gunicorn", "config.wsgi:application", "--bind", "0.0.0.0:8000"]
